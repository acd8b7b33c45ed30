"""One index for all accounts of a host: written by one in a stroke, opened by all read-only."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.archive_files import index_of, open_indexed, posts, titles, write_post
from support.reader_process import ReaderProcess

from reader.archive.query.model import EVERYTHING
from reader.archive.repository import Changes, Repository
from reader.errors import IndexUnusableError
from reader.index.opening import Archive, IndexFolders, open_repository
from reader.index.sync.publishing import publish
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """The folder of published indexes."""
    folder = tmp_path / "shared"
    folder.mkdir()
    yield folder
    folder.chmod(0o755)


def publish_from(root: Path, cache: Path, shared: Path) -> None:
    """Bring the administrator's index up to date and publish it."""
    open_indexed(root, cache).refresh()
    publish(index_of(root, cache), index_of(root, shared))


def open_shared(root: Path, own: Path, shared: Path) -> Repository:
    """Open an archive as one of the accounts."""
    repository, remark = open_repository(
        Archive(root, SiteFolder(root)),
        ReadingState(),
        IndexFolders(own, shared),
        is_in_child=False,
    )
    assert not remark
    return repository


def test_a_published_index_is_read_and_nothing_is_written(
    root: Path, cache: Path, shared: Path, tmp_path: Path
) -> None:
    write_post(root, "a.md", "a")
    publish_from(root, cache, shared)
    before = sorted((file.name, file.stat().st_mtime_ns) for file in shared.iterdir())
    repository = open_shared(root, tmp_path / "own", shared)
    assert titles(repository) == ["a"]
    assert repository.is_complete
    write_post(root, "b.md", "b")
    assert repository.refresh() == Changes()
    assert titles(repository) == ["a"]
    assert not (tmp_path / "own").exists()
    assert sorted((f.name, f.stat().st_mtime_ns) for f in shared.iterdir()) == before


def test_a_published_index_is_read_where_nothing_may_be_written(
    root: Path, cache: Path, shared: Path, tmp_path: Path
) -> None:
    prefix: list[str] = []
    if not os.geteuid():
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere")
        prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    write_post(root, "a.md", "a")
    publish_from(root, cache, shared)
    index_of(root, shared).chmod(0o444)
    shared.chmod(0o555)
    answer = ReaderProcess(
        prefix, root=str(root), cache=str(tmp_path / "own"), shared=str(shared)
    ).answer()
    assert (answer["titles"], answer["remark"], answer["is_complete"]) == (["a"], "", True)
    assert not (tmp_path / "own").exists()


def test_an_index_that_is_published_again_is_read_at_the_next_question(
    root: Path, cache: Path, shared: Path, tmp_path: Path
) -> None:
    write_post(root, "a.md", "a")
    publish_from(root, cache, shared)
    repository = open_shared(root, tmp_path / "own", shared)
    selection = repository.select(EVERYTHING)
    write_post(root, "b.md", "b")
    publish_from(root, cache, shared)
    assert titles(repository) == ["b", "a"]
    assert repository.refresh() == Changes(added=1)
    assert [post.title for post in selection.rows(0, 9)] == ["a"]


def test_the_same_state_is_not_published_twice(root: Path, cache: Path, shared: Path) -> None:
    write_post(root, "a.md", "a")
    publish_from(root, cache, shared)
    inode = index_of(root, shared).stat().st_ino
    kept = index_of(root, shared).open("rb")
    publish_from(root, cache, shared)
    assert index_of(root, shared).stat().st_ino == inode
    write_post(root, "b.md", "b")
    publish_from(root, cache, shared)
    assert index_of(root, shared).stat().st_ino != inode
    kept.close()


def test_a_published_index_may_be_read_by_all(root: Path, cache: Path, shared: Path) -> None:
    write_post(root, "a.md", "a")
    publish_from(root, cache, shared)
    assert index_of(root, shared).stat().st_mode & 0o777 == 0o644
    assert index_of(root, cache).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", ["missing", "text", "cut", "noise"])
def test_where_no_sound_index_is_published_ones_own_is_used(
    root: Path, cache: Path, shared: Path, tmp_path: Path, damage: str
) -> None:
    write_post(root, "a.md", "a")
    publish_from(root, cache, shared)
    published = index_of(root, shared)
    size = published.stat().st_size
    if damage == "missing":
        published.unlink()
    elif damage == "text":
        published.write_text("no index")
    elif damage == "cut":
        os.truncate(published, size // 2)
    else:
        published.write_bytes(published.read_bytes()[:8192] + b"\xa5" * (size - 8192))
    repository = open_shared(root, tmp_path / "own", shared)
    repository.refresh()
    assert titles(repository) == ["a"]
    assert index_of(root, tmp_path / "own").exists()


def test_posts_of_a_published_index_are_read_from_the_archive(
    root: Path, cache: Path, shared: Path, tmp_path: Path
) -> None:
    write_post(root, "a.md", "a")
    publish_from(root, cache, shared)
    repository = open_shared(root, tmp_path / "own", shared)
    write_post(root, "a.md", "changed")
    (post,) = posts(repository)
    assert repository.read(post.id).body == "body of changed\n"


def test_what_can_not_be_published_says_so_and_leaves_the_older_one(
    root: Path, cache: Path, shared: Path
) -> None:
    write_post(root, "a.md", "a")
    open_indexed(root, cache).refresh()
    in_the_way = shared / "file"
    in_the_way.write_text("")
    with pytest.raises(IndexUnusableError):
        publish(index_of(root, cache), index_of(root, in_the_way))

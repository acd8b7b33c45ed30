"""Where no index can be kept the reader goes on in memory and says so once."""

from pathlib import Path

import pytest
from support.archive_files import index_of, open_in_memory, titles, write_post, write_posts
from support.reader_process import ReaderProcess
from support.recount import assert_sound

from reader.index.opening import Archive, IndexFolders, open_repository
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState

COUNT = 2300


@pytest.fixture(scope="module")
def full_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose index takes more than a megabyte."""
    root = tmp_path_factory.mktemp("large").resolve() / "archive"
    write_posts(root, COUNT)
    return root


@pytest.fixture(scope="module")
def wanted(full_root: Path) -> list[str]:
    """What memory answers."""
    repository = open_in_memory(full_root, ReadingState())
    repository.refresh()
    return titles(repository)


def assert_went_on_in_memory(answer: dict[str, object], wanted: list[str]) -> None:
    assert answer["titles"] == wanted
    assert answer["is_complete"]
    notices = answer["notices"]
    assert isinstance(notices, list)
    said = [answer["remark"], *notices] if answer["remark"] else notices
    assert len(said) == 1
    assert "no index can be kept in " in str(said[0])
    assert str(said[0]).endswith("; going on in memory")
    assert "\n" not in str(said[0])


@pytest.mark.parametrize("is_in_child", [False, True])
@pytest.mark.parametrize("max_bytes", [0, 300_000])
def test_files_that_may_not_grow_leave_memory_and_one_sentence(
    full_root: Path, cache: Path, wanted: list[str], max_bytes: int, is_in_child: bool
) -> None:
    orders = {"root": str(full_root), "cache": str(cache)}
    answer = ReaderProcess(**orders, is_in_child=is_in_child, max_bytes=max_bytes).answer()
    assert_went_on_in_memory(answer, wanted)
    answer = ReaderProcess(**orders).answer()
    assert (answer["titles"], answer["remark"], answer["notices"]) == (wanted, "", [])
    assert_sound(index_of(full_root, cache))


@pytest.mark.parametrize("is_in_child", [False, True])
@pytest.mark.parametrize("size", ["64k", "900k"])
def test_a_full_disk_leaves_memory_and_one_sentence_and_later_an_index(
    full_root: Path,
    cache: Path,
    wanted: list[str],
    own_mounts: list[str],
    size: str,
    is_in_child: bool,
) -> None:
    cache.mkdir()
    orders = {"root": str(full_root), "cache": str(cache), "mounts": size}
    answer = ReaderProcess(own_mounts, **orders, is_in_child=is_in_child).answer()
    assert_went_on_in_memory(answer, wanted)
    later = answer["later"]
    assert isinstance(later, dict)
    assert (later["titles"], later["remark"], later["notices"]) == (wanted, "", [])


def test_a_folder_of_indexes_that_is_a_file_leaves_memory_and_one_sentence(
    root: Path, cache: Path
) -> None:
    write_post(root, "a.md", "a")
    cache.write_text("in the way")
    answer = ReaderProcess(root=str(root), cache=str(cache)).answer()
    assert_went_on_in_memory(answer, ["a"])
    assert cache.read_text() == "in the way"


@pytest.mark.parametrize("has_index", [False, True])
def test_a_folder_that_may_not_be_written_to_leaves_memory_and_one_sentence(
    root: Path, cache: Path, needing_permission: list[str], has_index: bool
) -> None:
    write_post(root, "a.md", "a")
    cache.mkdir()
    if has_index:
        ReaderProcess(root=str(root), cache=str(cache)).answer()
        for suffix in ("-wal", "-shm"):  # with these the index could be written to
            index = index_of(root, cache)
            index.with_name(index.name + suffix).unlink(missing_ok=True)
    cache.chmod(0o500)
    try:
        answer = ReaderProcess(needing_permission, root=str(root), cache=str(cache)).answer()
    finally:
        cache.chmod(0o700)
    assert_went_on_in_memory(answer, ["a"])


def test_an_index_that_may_not_be_written_to_leaves_memory_and_one_sentence(
    root: Path, cache: Path, needing_permission: list[str]
) -> None:
    write_post(root, "a.md", "a")
    ReaderProcess(root=str(root), cache=str(cache)).answer()
    write_post(root, "b.md", "b")
    index_of(root, cache).chmod(0o400)
    answer = ReaderProcess(needing_permission, root=str(root), cache=str(cache)).answer()
    assert_went_on_in_memory(answer, ["b", "a"])


def test_memory_is_asked_for_the_rest_of_the_run(root: Path, cache: Path) -> None:
    write_post(root, "a.md", "a")
    cache.write_text("in the way")
    archive = Archive(root, SiteFolder(root))
    repository, remark = open_repository(
        archive, ReadingState(), IndexFolders(cache), is_in_child=True
    )
    assert remark
    notices: list[str] = []
    repository.refresh(lambda progress: notices.append(progress.notice))
    cache.unlink()
    write_post(root, "b.md", "b")
    repository.refresh(lambda progress: notices.append(progress.notice))
    assert titles(repository) == ["b", "a"]
    assert not any(notices)
    assert not cache.exists()

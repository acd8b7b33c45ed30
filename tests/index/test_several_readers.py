"""Several readers of one archive at once: one indexes, the others follow and read."""

import threading
from pathlib import Path

import pytest
from support.archive_files import (
    OLD_NS,
    index_of,
    open_in_memory,
    open_indexed,
    posts,
    titles,
    write_post,
    write_posts,
)
from support.reader_process import PATIENCE_SECONDS, ReaderProcess, processes_with, wait_until
from support.recount import assert_sound

from reader.archive.query.model import EVERYTHING
from reader.archive.repository import Changes, Progress, Stage
from reader.index.sync.lock import is_busy
from reader.state.reading_state import ReadingState

COUNT = 2300


@pytest.fixture(scope="module")
def large_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of many posts, which stays as it is."""
    root = tmp_path_factory.mktemp("large").resolve() / "archive"
    write_posts(root, COUNT, per_folder=400)
    return root


@pytest.fixture(scope="module")
def wanted(large_root: Path) -> list[str]:
    """What memory answers."""
    repository = open_in_memory(large_root, ReadingState())
    repository.refresh()
    return titles(repository)


@pytest.mark.parametrize("is_in_child", [False, True])
def test_readers_that_start_at_once_on_no_index_make_one_together(
    large_root: Path, cache: Path, wanted: list[str], is_in_child: bool
) -> None:
    orders = {"root": str(large_root), "cache": str(cache), "is_in_child": is_in_child}
    readers = [ReaderProcess(**orders) for _ in range(3)]
    for answer in [reader.answer() for reader in readers]:
        assert answer["titles"] == wanted
        assert (answer["remark"], answer["notices"], answer["is_complete"]) == ("", [], True)
    assert_sound(index_of(large_root, cache))
    wait_until(lambda: not processes_with(str(cache)))


def paused_indexer(root: Path, cache: Path, statement: int) -> ReaderProcess:
    """Start a reader that stops, with the lock, at one of the posts that it stores."""
    reader = ReaderProcess(
        root=str(root),
        cache=str(cache),
        statement=statement,
        text="INSERT INTO posts ",
        pauses=True,
    )
    assert reader.process.stdout is not None
    assert reader.process.stdout.readline() == b"paused\n"
    return reader


class Following:
    """A refresh that runs in a thread while another process indexes."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.repository = open_indexed(root, cache)
        self.reports: list[Progress] = []
        self.changes = Changes()
        self._thread = threading.Thread(target=self._refresh, daemon=True)
        self._thread.start()

    def _refresh(self) -> None:
        self.changes = self.repository.refresh(self.reports.append)

    def is_running(self) -> bool:
        """Say whether it has not ended yet."""
        return self._thread.is_alive()

    def wait(self) -> None:
        """Wait for its end."""
        self._thread.join(PATIENCE_SECONDS)
        assert not self.is_running()


def test_a_reader_shows_what_another_has_indexed_so_far(
    large_root: Path, cache: Path, wanted: list[str]
) -> None:
    indexer = paused_indexer(large_root, cache, 1000)
    following = Following(large_root, cache)
    wait_until(lambda: following.reports)
    assert following.is_running()
    assert following.reports[-1].done >= 200
    assert following.reports[-1].total == COUNT
    newest = posts(following.repository)
    assert len(newest) >= 200
    assert {post.title for post in newest} <= set(wanted)
    assert not following.repository.is_complete
    assert indexer.end() == 0
    following.wait()
    assert titles(following.repository) == wanted
    assert following.repository.is_complete
    assert following.reports[-1].stage is Stage.DONE


def test_when_the_indexer_dies_a_reader_that_follows_takes_over(
    large_root: Path, cache: Path, wanted: list[str]
) -> None:
    indexer = paused_indexer(large_root, cache, 1000)
    following = Following(large_root, cache)
    wait_until(lambda: following.reports)
    indexer.process.kill()
    assert indexer.end() == -9
    following.wait()
    assert titles(following.repository) == wanted
    assert following.repository.is_complete
    assert following.changes.added > COUNT // 2
    assert_sound(index_of(large_root, cache))


def test_a_reader_can_leave_while_it_follows(
    large_root: Path, cache: Path, wanted: list[str]
) -> None:
    indexer = paused_indexer(large_root, cache, 1000)
    repository = open_indexed(large_root, cache)
    reports: list[Progress] = []
    repository.refresh(reports.append, lambda: bool(reports))
    assert not repository.is_complete
    assert len(wanted) > len(titles(repository)) >= 200
    indexer.end()


def test_what_one_reader_takes_in_another_sees_at_its_next_question(
    root: Path, cache: Path
) -> None:
    write_post(root, "a.md", "a")
    first, second = open_indexed(root, cache), open_indexed(root, cache)
    first.refresh()
    assert titles(second) == ["a"]
    write_post(root, "b.md", "b")
    assert first.refresh() == Changes(added=1)
    assert titles(second) == ["b", "a"]
    assert second.refresh() == Changes(added=2)


def test_an_index_rebuilt_by_another_reader_is_read_from_then_on(root: Path, cache: Path) -> None:
    write_post(root, "a.md", "a")
    first = open_indexed(root, cache)
    first.refresh()
    selection = first.select(EVERYTHING)
    assert len(selection) == 1
    index_of(root, cache).unlink()
    write_post(root, "b.md", "b")
    open_indexed(root, cache).refresh()
    assert titles(first) == ["b", "a"]
    assert first.refresh() == Changes(added=1)


def test_a_reader_amid_a_long_list_does_not_hold_up_the_one_who_indexes(
    root: Path, cache: Path
) -> None:
    write_posts(root, COUNT)
    first, second = open_indexed(root, cache), open_indexed(root, cache)
    first.refresh()
    selection = second.select(EVERYTHING)
    before = list(selection.ids(0, 9))
    for number in range(20):
        path = f"_posts/000/2022-04-01-{number:06}.md"
        write_post(root, path, "again", mtime_ns=OLD_NS + number + 1)
    refresh = threading.Thread(target=first.refresh, daemon=True)
    refresh.start()
    refresh.join(5)  # what waits for a reader waits ten seconds
    assert not refresh.is_alive()
    assert titles(first)[0] == "again"
    assert list(selection.ids(0, 9)) == before
    assert len(selection.ids(0, COUNT + 1)) == COUNT


def test_a_reader_that_starts_while_another_indexes_reads_what_there_is(
    large_root: Path, cache: Path, wanted: list[str]
) -> None:
    indexer = paused_indexer(large_root, cache, 300)
    assert is_busy(index_of(large_root, cache))
    assert len(titles(open_indexed(large_root, cache))) >= 200
    indexer.end()
    assert not is_busy(index_of(large_root, cache))
    assert titles(open_indexed(large_root, cache)) == wanted

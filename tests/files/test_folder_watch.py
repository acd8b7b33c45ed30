import threading
import time
from pathlib import Path

import pytest

from reader.files.folder_watch import Ending, FolderWatch


@pytest.fixture
def ending() -> Ending:
    return Ending()


def test_a_change_ends_the_wait_and_is_told_by_its_path(tmp_path: Path, ending: Ending) -> None:
    with FolderWatch(ending, tells_each_write=False) as watched:
        watched.add([tmp_path])
        (tmp_path / "a.md").write_text("x")
        assert tmp_path / "a.md" in watched.wait(10)


def test_a_burst_is_told_once(tmp_path: Path, ending: Ending) -> None:
    with FolderWatch(ending, tells_each_write=False) as watched:
        watched.add([tmp_path])
        for number in range(100):
            (tmp_path / f"{number}.md").write_text("x")
        assert len(watched.wait(10)) == 100


def test_a_file_that_stays_open_is_told_where_that_is_asked_for(
    tmp_path: Path, ending: Ending
) -> None:
    with (
        (tmp_path / "log").open("w") as file,
        FolderWatch(ending, tells_each_write=True) as watched,
    ):
        watched.add([tmp_path])
        file.write("x")
        file.flush()
        assert watched.wait(10) == {tmp_path / "log"}


def test_the_end_ends_a_wait_in_another_thread_at_once(tmp_path: Path, ending: Ending) -> None:
    def wait() -> None:
        with FolderWatch(ending, tells_each_write=False) as watched:
            watched.add([tmp_path])
            assert watched.wait(60) == frozenset()

    thread = threading.Thread(target=wait)
    begun = time.monotonic()
    thread.start()
    ending.set()
    thread.join(30)
    assert not thread.is_alive()
    assert time.monotonic() - begun < 30


def test_a_folder_that_is_gone_is_watched_no_more(tmp_path: Path, ending: Ending) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with FolderWatch(ending, tells_each_write=False) as watched:
        watched.add([folder, tmp_path / "never there"])
        assert not watched.is_empty
        folder.rmdir()
        watched.wait(10)
        assert watched.is_empty

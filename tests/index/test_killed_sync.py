"""A sync that is killed, wherever it is, leaves an index from which the next one goes on."""

import shutil
from pathlib import Path

import pytest
from support.archive_files import index_of, open_in_memory, titles, write_post, write_posts
from support.reader_process import ReaderProcess, processes_with, wait_until
from support.recount import assert_sound

from reader.index.sync.lock import is_busy
from reader.state.reading_state import ReadingState

COUNT = 2300
"""Posts, so many that worker processes read them."""
MOMENTS = (0.01, 0.3, 0.7, 0.95)
"""Shares of the statements of a whole sync; batches go by time, so their number varies a little."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive that changed, and an index of it as it was before."""
    folder = tmp_path_factory.mktemp("killed").resolve()
    root = folder / "archive"
    write_posts(root, COUNT, per_folder=400)
    ReaderProcess(root=str(root), cache=str(folder / "before")).answer()
    (root / "old_post").mkdir()
    for number in range(400):
        name = f"2022-04-01-{number:06}.md"
        (root / "_posts/000" / name).rename(root / "old_post" / name)
        (root / "_posts/001" / f"2022-04-01-{number + 400:06}.md").unlink()
        write_post(root, f"_posts/002/2022-04-01-{number + 800:06}.md", f"again {number}")
        write_post(root, f"_posts/new/2022-05-01-{number:06}.md", f"new {number}")
    (root / "_posts/000").rmdir()
    return folder


@pytest.fixture(scope="module")
def statements(folder: Path) -> dict[str, int]:
    """How many statements a first and a later sync take."""
    shutil.copytree(folder / "before", folder / "later")
    root = str(folder / "archive")
    answers = {
        name: ReaderProcess(root=root, cache=str(folder / name), statement=0).answer()
        for name in ("first", "later")
    }
    return {name: int(str(answer["statements"])) for name, answer in answers.items()}


@pytest.fixture(scope="module")
def wanted(folder: Path) -> list[str]:
    """What memory answers."""
    repository = open_in_memory(folder / "archive", ReadingState())
    repository.refresh()
    return titles(repository)


def kill_and_go_on(folder: Path, cache: Path, statement: int, text: str = "") -> dict[str, object]:
    """Have a sync killed at a statement; return what a reader sees that comes after it."""
    orders = {"root": str(folder / "archive"), "cache": str(cache)}
    assert ReaderProcess(**orders, statement=statement, text=text).end() == -9
    wait_until(lambda: not processes_with(str(cache)))
    assert not is_busy(index_of(folder / "archive", cache))
    return ReaderProcess(**orders).answer()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_first_sync_that_was_killed_is_gone_on_with(
    folder: Path, tmp_path: Path, wanted: list[str], statements: dict[str, int], moment: float
) -> None:
    answer = kill_and_go_on(folder, tmp_path, 1 + int(statements["first"] * moment))
    assert answer["titles"] == wanted
    assert (answer["remark"], answer["notices"], answer["is_complete"]) == ("", [], True)
    assert_sound(index_of(folder / "archive", tmp_path))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_later_sync_that_was_killed_is_gone_on_with(
    folder: Path, tmp_path: Path, wanted: list[str], statements: dict[str, int], moment: float
) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(folder / "before", cache)
    answer = kill_and_go_on(folder, cache, 1 + int(statements["later"] * moment))
    assert answer["titles"] == wanted
    assert (answer["remark"], answer["notices"], answer["is_complete"]) == ("", [], True)
    assert_sound(index_of(folder / "archive", cache))


@pytest.mark.parametrize(
    ("statement", "text"), [(5, "CREATE"), (1, "COMMIT"), (1, "PRAGMA wal_checkpoint")]
)
def test_a_first_sync_killed_at_its_beginning_or_end_is_gone_on_with(
    folder: Path, tmp_path: Path, wanted: list[str], statement: int, text: str
) -> None:
    assert kill_and_go_on(folder, tmp_path, statement, text)["titles"] == wanted
    assert_sound(index_of(folder / "archive", tmp_path))

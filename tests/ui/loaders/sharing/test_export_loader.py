from collections.abc import Callable
from pathlib import Path
from queue import Queue

import pytest

from reader.archive.query.model import EVERYTHING
from reader.errors import ReaderError
from reader.session import Session, open_session
from reader.ui.loaders.sharing.export_loader import Batch, Destination, ExportLoader


@pytest.fixture
def session(tmp_path: Path) -> Session:
    root = tmp_path / "archive"
    root.mkdir()
    for number in range(30):
        (root / f"2022-01-01-{number}.md").write_text(f"---\ntitle: {number}\n---\ntext\n")
    session = open_session(root, uses_index=False)
    session.repository.refresh()
    return session


def answer_of(
    loader: ExportLoader, calls: "Queue[Callable[[], object]]", name: str, batch: Batch
) -> object:
    """Write a batch to a name; return the answer, or the error."""
    answers: list[object] = []

    def write(destination: Destination) -> None:
        loader.write(destination, batch, lambda _: None, answers.append, answers.append)

    loader.find(name, "", write, answers.append)
    while not answers:
        calls.get(timeout=10)()
    return answers[0]


def test_a_stopped_export_leaves_no_file(session: Session, tmp_path: Path) -> None:
    calls: Queue[Callable[[], object]] = Queue()
    loader = ExportLoader(session, calls.put)
    posts = session.repository.select(EVERYTHING).rows(0, 30)

    class Stopping(Batch):
        def __iter__(self):
            yield posts[0]
            loader.stop()
            yield from posts[1:]

    error = answer_of(loader, calls, str(tmp_path / "out.txt"), Stopping(tuple(posts)))
    assert isinstance(error, ReaderError)
    assert str(error) == "stopped; nothing is written"
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]
    loader.close()


def test_a_place_that_takes_no_file_is_told_with_its_path(session: Session) -> None:
    calls: Queue[Callable[[], object]] = Queue()
    loader = ExportLoader(session, calls.put)
    batch = Batch(selection=session.repository.select(EVERYTHING))
    error = answer_of(loader, calls, "/proc/out.txt", batch)
    assert isinstance(error, ReaderError)
    assert str(error).startswith("/proc/out.txt can't be written: ")
    loader.close()


def test_markdown_fills_a_folder(session: Session, tmp_path: Path) -> None:
    calls: Queue[Callable[[], object]] = Queue()
    loader = ExportLoader(session, calls.put)
    batch = Batch(selection=session.repository.select(EVERYTHING), rows=range(2, 5))
    written = answer_of(loader, calls, f"{tmp_path}/out/", batch)
    assert written.posts == 3
    assert len([*(tmp_path / "out").iterdir()]) == 3
    loader.close()


def test_a_post_that_is_gone_is_left_out_and_counted(session: Session, tmp_path: Path) -> None:
    calls: Queue[Callable[[], object]] = Queue()
    loader = ExportLoader(session, calls.put)
    batch = Batch(selection=session.repository.select(EVERYTHING))
    (tmp_path / "archive" / "2022-01-01-7.md").unlink()
    written = answer_of(loader, calls, str(tmp_path / "out.html"), batch)
    assert (written.posts, written.failed) == (29, 1)
    loader.close()

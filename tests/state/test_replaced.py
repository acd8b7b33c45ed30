"""The file is deleted or replaced while a session is open: what it knows is written back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.reading_states import MANY, make_state, opened, values_of

from reader.posts.post import PostId
from reader.state.records import Mark


def delete(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def empty(folder: Path) -> None:
    (folder / "state.sqlite").write_bytes(b"")


def replace(folder: Path) -> None:
    """Put another sound file in its place."""
    other = folder.parent / "other"
    session = opened(other)
    session.state.set_mark(Mark.READ, [PostId("other")], is_set=True)
    assert session.finish() == ""
    delete(folder)
    for file in other.iterdir():
        shutil.copy(file, folder)


@pytest.fixture(params=[delete, empty, replace])
def harm(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """What happens to the file."""
    return request.param  # type: ignore[no-any-return]


@pytest.mark.parametrize("is_looked_at", [True, False])
def test_all_that_is_known_is_written_back_and_said(
    tmp_path: Path, harm: Callable[[Path], None], is_looked_at: bool
) -> None:
    folder = tmp_path / "data"
    make_state(folder)
    session = opened(folder)
    known = values_of(session.state)
    harm(folder)
    said = ""
    if is_looked_at:  # as the screen does every second
        session.state.take_in(session.fetch())
        said, session.notice = session.notice, ""
    said += session.finish()
    assert "written back" in said or "came back" in said
    again = opened(folder)
    assert again.state.marked(Mark.STARRED) == {*MANY}
    assert known.items() <= values_of(again.state).items()
    assert again.state.has(PostId("other"), Mark.READ) is (harm is replace)
    assert again.notice == ""


def test_a_session_that_knows_nothing_more_says_nothing(tmp_path: Path) -> None:
    path = make_state(tmp_path)
    session = opened(tmp_path)
    shutil.copy(path, tmp_path / "same")
    (tmp_path / "same").replace(path)
    assert not session.state.take_in(session.fetch())
    assert session.finish() == ""

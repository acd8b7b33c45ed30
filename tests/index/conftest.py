"""An archive's folder, a folder for its index, and both kinds of repository on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.archive_files import open_in_memory, open_indexed

from reader.archive.repository import Repository
from reader.state.reading_state import ReadingState


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of an archive, empty."""
    folder = tmp_path / "archive"
    folder.mkdir()
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """The folder of its index; not made yet."""
    return tmp_path / "cache"


@pytest.fixture
def state() -> ReadingState:
    """The user's marks: none."""
    return ReadingState()


@pytest.fixture(params=["memory", "index"])
def open_again(
    request: pytest.FixtureRequest, root: Path, cache: Path, state: ReadingState
) -> Callable[[], Repository]:
    """Return what opens the archive as each of the two repositories."""
    if request.param == "memory":
        return lambda: open_in_memory(root, state)
    return lambda: open_indexed(root, cache, state)


@pytest.fixture
def repository(open_again: Callable[[], Repository]) -> Repository:
    """The archive as each of the two repositories; nothing has been looked at yet."""
    return open_again()

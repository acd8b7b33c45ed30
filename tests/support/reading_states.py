"""A reading state as sessions leave it, what it keeps, and where its daily copies are."""

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.posts.post import PostId
from reader.state.reading_state import ReadingState
from reader.state.records import Mark, Sweep
from reader.state.state_file import StateFile

ROOT = Path("/archive")
MANY = [PostId(f"2022-04-28-{number:05}") for number in range(1200)]
SWEPT = [PostId(f"2021-01-01-{number:05}") for number in range(900)]
NOTED = MANY[7]
"""Has a note that is longer than a page."""


def opened(folder: Path, root: Path = ROOT) -> StateFile:
    """Open the state of an archive."""
    return StateFile(folder, root)


def make_state(folder: Path) -> Path:
    """Make a state with stars, a long note and a sweep, all in the file itself; no copy of it."""
    session = opened(folder)
    for post in MANY:
        session.state.set_mark(Mark.STARRED, [post], is_set=True)
    session.state.set_value("note", [NOTED], "长" * 3000)
    swept = session.state.differing("read", SWEPT, "1")
    session.state.set_value("read", swept, "1")
    assert session.finish() == ""
    write_back_log(session.path)
    return session.path


def write_back_log(path: Path) -> None:
    """Have SQLite write its log into the file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def values_of(state: ReadingState) -> dict[tuple[str, str], str]:
    """Return what is kept by field and post, sweeps post by post."""
    found: dict[tuple[str, str], str] = {}
    for piece in state.pieces():
        for post in piece.posts if isinstance(piece, Sweep) else (piece.post,):
            found[piece.field, post] = piece.value
    return found


def copies_in(folder: Path) -> list[Path]:
    """Return the daily copies in a folder, the oldest first."""
    return sorted(folder.glob("state.sqlite.copy-*"))


def damaged_in(folder: Path) -> list[Path]:
    """Return the damaged files that were set aside in a folder."""
    names = folder.glob("state.sqlite.damaged-*")
    return [name for name in names if not name.name.endswith(("-wal", "-shm"))]

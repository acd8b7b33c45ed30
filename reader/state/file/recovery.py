"""A damaged file is set aside, and what can still be read of it is taken into a new one.

Every table is read from its beginning until that fails, then from its end. Nothing is thrown away:
the damaged file stays beside the new one.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.sqlite import transaction
from reader.state.file.connections import connect, locked, make_folder

_SIDE_FILES = ("", "-wal", "-shm")
_KEYS = {
    "archives": "number",
    "roots": "path",
    "records": "archive, field, post",
    "sweeps": "archive, field, posts",
    "post_sets": "number",
    "blocks": "posts, place",
}
"""Tables, and the columns by which their rows are in order in the file."""
_TYPES: dict[str, tuple[type, ...]] = {
    "archives": (int, str, str),
    "roots": (bytes, int, int),
    "records": (int, str, bytes, str, int, int),
    "sweeps": (int, str, int, str, int, int),
    "post_sets": (int, bytes, int),
    "blocks": (int, int, bytes, bytes),
}


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a damaged file."""

    damaged: Path
    """Where it lies now."""
    rows: int
    """How many rows of it could be kept."""
    is_whole: bool
    """Whether every table could be read to its end."""

    @property
    def report(self) -> str:
        """A sentence for the user."""
        kept = "everything in it was kept" if self.is_whole else f"{self.rows:,} rows were kept"
        return f"the reading state was damaged; {kept}; the damaged file is now {self.damaged}"


def set_aside(path: Path) -> Recovery | None:
    """Replace a damaged file by a new one with everything that could be read of it.

    Returns:
        What was kept, or None where another process has done it meanwhile.

    Raises:
        StateUnusableError: The folder can't be written to.
        OSError: Likewise.
    """
    make_folder(path)
    with locked(path):
        if _is_sound(path):
            return None
        damaged = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
        number = 0
        while damaged.exists():
            number += 1
            damaged = damaged.with_name(f"{damaged.name}-{number}")
        for suffix in _SIDE_FILES:
            with suppress(FileNotFoundError):
                path.with_name(path.name + suffix).rename(damaged.with_name(damaged.name + suffix))
        fresh = path.with_name(f"{path.name}.recovered")
        for suffix in _SIDE_FILES:
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
        rows, is_whole = _copy(damaged, fresh)
        fresh.replace(path)
    return Recovery(damaged, rows, is_whole)


def _is_sound(path: Path) -> bool:
    try:
        with closing(connect(path, may_write=False)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except Exception:
        return False


def _copy(damaged: Path, fresh: Path) -> tuple[int, bool]:
    """Copy what can be read; return how many rows, and whether that was all."""
    rows, is_whole = 0, True
    with (
        closing(connect(fresh)) as target,
        closing(sqlite3.connect(f"{damaged.as_uri()}?mode=ro", uri=True)) as source,
    ):
        source.execute("PRAGMA writable_schema = ON")  # else a file cut off isn't read at all
        with transaction(target):
            for table in _KEYS:
                reading = _Reading(source, table)
                marks = ", ".join("?" * len(_TYPES[table]))
                for row in reading.rows():
                    target.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", row)
                    rows += target.execute("SELECT changes()").fetchone()[0]
                is_whole = is_whole and reading.is_whole
            _make_consistent(target)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.chmod(fresh, 0o600)  # noqa: PTH101 - as the others of this folder
    return rows, is_whole


class _Reading:
    """One table of the damaged file, from both ends."""

    def __init__(self, source: sqlite3.Connection, table: str) -> None:
        self._source, self._table = source, table
        self.is_whole = False

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows that can be read, and are of the kinds that they should be."""
        for direction in ("", " DESC"):
            if self.is_whole:
                return
            order = ", ".join(f"{key}{direction}" for key in _KEYS[self._table].split(", "))
            with suppress(sqlite3.Error, UnicodeError):
                cursor = self._source.execute(f"SELECT * FROM {self._table} ORDER BY {order}")
                for row in cursor:
                    if self._is_sound(row):
                        yield row
                self.is_whole = True

    def _is_sound(self, row: tuple[object, ...]) -> bool:
        kinds = _TYPES[self._table]
        return len(row) == len(kinds) and all(map(isinstance, row, kinds))


def _make_consistent(target: sqlite3.Connection) -> None:
    """Give archives without a row a new key, and drop sweeps with missing posts."""
    target.execute(
        "INSERT OR IGNORE INTO archives (number, key)"
        " SELECT DISTINCT archive, lower(hex(randomblob(16))) FROM"
        " (SELECT archive FROM records UNION SELECT archive FROM sweeps"
        " UNION SELECT archive FROM roots)"
        " WHERE archive NOT IN (SELECT number FROM archives)"
    )
    target.execute(
        "INSERT OR IGNORE INTO post_sets (number, digest, count)"
        " SELECT DISTINCT posts, randomblob(32), 0 FROM blocks"
        " WHERE posts NOT IN (SELECT number FROM post_sets)"
    )
    target.execute("DELETE FROM sweeps WHERE posts NOT IN (SELECT number FROM post_sets)")
    target.execute(
        "UPDATE counters SET value ="
        " (SELECT coalesce(max(change), 0) + 1 FROM"
        " (SELECT change FROM records UNION ALL SELECT change FROM sweeps))"
    )

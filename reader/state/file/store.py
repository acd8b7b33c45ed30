"""Reads and writes the records of the reading state in its file."""

import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.digests import sha256
from reader.errors import StateUnusableError
from reader.posts.post import PostId
from reader.sqlite import NONSENSE, transaction
from reader.state.file.connections import (
    StateDamagedError,
    checkpoint,
    connect,
    translated_errors,
)
from reader.state.post_set import Block, PostSet
from reader.state.reading_state import Piece
from reader.state.records import Record, Sweep

_STORE_RECORD = """
    INSERT INTO records (archive, field, post, value, at_us, change) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value, at_us = excluded.at_us,
        change = excluded.change
    WHERE excluded.at_us > at_us"""
_STORE_SWEEP = """
    INSERT INTO sweeps (archive, field, posts, value, at_us, change) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET value = excluded.value, at_us = excluded.at_us,
        change = excluded.change
    WHERE excluded.at_us > at_us"""


class Kept(NamedTuple):
    """What the file holds of an archive, or what came since an earlier reading."""

    pieces: Sequence[Piece]
    change: int
    """Number of the latest change that is in it."""


class StateStore:
    """The file, for one process; any thread may call, one at a time."""

    def __init__(self, path: Path, *, may_write: bool = True) -> None:
        """Open the file.

        Raises:
            StateDamagedError: It is not a sound one.
            NewerVersionError: It may be opened with `may_write` False only.
            StateUnusableError: The disk is full, or the folder is not accessible.
        """
        self.path = path
        self.may_write = may_write
        self._lock = threading.Lock()
        self._connection = connect(path, may_write=may_write)
        self._inode = path.stat().st_ino
        self._sets: dict[int, PostSet] = {}

    @property
    def is_replaced(self) -> bool:
        """Whether the file was replaced or deleted, so that this connection must not be used."""
        try:
            return self.path.stat().st_ino != self._inode
        except OSError:
            return True

    @property
    def data_version(self) -> int:
        """A number that changes whenever another process has written to the file."""
        with self._lock, translated_errors(self.path):
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            return int(version)

    def load(self, archive: int, since: int = 0) -> Kept:
        """Return what is kept of an archive, or what came after a change.

        Raises:
            StateDamagedError: The file is not sound.
        """
        with self._lock, translated_errors(self.path):
            try:
                self._connection.execute("BEGIN")
                try:
                    return self._load(archive, since)
                finally:
                    self._connection.execute("COMMIT")
            except NONSENSE as error:
                raise StateDamagedError(str(error)) from error

    def _load(self, archive: int, since: int) -> Kept:
        connection = self._connection
        (change,) = connection.execute(
            "SELECT value FROM counters WHERE name = 'change'"
        ).fetchone()
        pieces: list[Piece] = [
            Record(PostId(os.fsdecode(post)), field, value, at_us)
            for post, field, value, at_us in connection.execute(
                "SELECT post, field, value, at_us FROM records WHERE archive = ? AND change > ?",
                (archive, since),
            )
        ]
        sweeps = connection.execute(
            "SELECT field, value, at_us, posts FROM sweeps"
            " WHERE archive = ? AND change > ? ORDER BY at_us",
            (archive, since),
        ).fetchall()
        pieces += [Sweep(f, value, at, self._post_set(number)) for f, value, at, number in sweeps]
        return Kept(pieces, change)

    def _post_set(self, number: int) -> PostSet:
        if number not in self._sets:
            rows = self._connection.execute(
                "SELECT first, packed FROM blocks WHERE posts = ? ORDER BY place", (number,)
            )
            blocks = [Block(*row) for row in rows]
            (count,) = self._connection.execute(
                "SELECT count FROM post_sets WHERE number = ?", (number,)
            ).fetchone()
            self._sets[number] = PostSet(blocks, count)
        return self._sets[number]

    def save(self, archive: int, pieces: Iterable[Piece]) -> None:
        """Save changes, all or none; on return they survive the end of the process.

        Raises:
            StateUnusableError: They can't be written now.
            StateDamagedError: The file is not sound.
        """
        if not self.may_write:
            raise StateUnusableError(str(self.path), "a newer version of the reader has made it")
        with self._lock, translated_errors(self.path):
            with transaction(self._connection):
                self._connection.execute(
                    "UPDATE counters SET value = value + 1 WHERE name = 'change'"
                )
                (change,) = self._connection.execute(
                    "SELECT value FROM counters WHERE name = 'change'"
                ).fetchone()
                self._store(archive, pieces, change)
            checkpoint(self._connection, self.path)

    def _store(self, archive: int, pieces: Iterable[Piece], change: int) -> None:
        for piece in pieces:
            if isinstance(piece, Record):
                post = os.fsencode(piece.post)
                values = (archive, piece.field, post, piece.value, piece.at_us, change)
                self._connection.execute(_STORE_RECORD, values)
            else:
                number = self._store_set(piece.posts)
                values_of_sweep = (archive, piece.field, number, piece.value, piece.at_us, change)
                self._connection.execute(_STORE_SWEEP, values_of_sweep)

    def _store_set(self, posts: PostSet) -> int:
        digest = sha256(block.packed for block in posts.blocks)
        known = self._connection.execute(
            "SELECT number FROM post_sets WHERE digest = ?", (digest,)
        ).fetchone()
        if known is not None:
            return int(known[0])
        cursor = self._connection.execute(
            "INSERT INTO post_sets (digest, count) VALUES (?, ?)", (digest, len(posts))
        )
        number = int(cursor.lastrowid or 0)
        self._connection.executemany(
            "INSERT INTO blocks VALUES (?, ?, ?, ?)",
            ((number, place, *block) for place, block in enumerate(posts.blocks)),
        )
        return number

    def execute(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Run one statement on the file as it is, for `archives` and `recovery`.

        Raises:
            StateUnusableError: It can't be written now.
            StateDamagedError: The file is not sound.
        """
        with self._lock, translated_errors(self.path):
            return self._connection.execute(sql, values).fetchall()

    def execute_all(self, statements: Iterable[tuple[str, Sequence[object]]]) -> None:
        """Run statements in one transaction.

        Raises:
            StateUnusableError: They can't be written now.
            StateDamagedError: The file is not sound.
        """
        with self._lock, translated_errors(self.path), transaction(self._connection):
            for sql, values in statements:
                self._connection.execute(sql, values)

    def close(self) -> None:
        """Close the file."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()

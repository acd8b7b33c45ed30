"""Reads and writes the records of the reading state in its file."""

import os
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from reader.digests import sha256
from reader.errors import StateUnusableError
from reader.messages.language import gettext as _
from reader.posts.post import PostId
from reader.sqlite import NONSENSE, read_pragma, transaction
from reader.state.file.checksums import BLOCKS, POST_SETS, RECORDS, SWEEPS, Table, raw_texts
from reader.state.file.connections import (
    StateDamagedError,
    checkpoint,
    connect,
    connect_in_memory,
    translated_errors,
)
from reader.state.file.copies import is_copy_due, make_copy
from reader.state.file.merging import insert
from reader.state.file.recovery import recover_into, take_up_leftovers
from reader.state.file.seal import read_seal, write_seal
from reader.state.file.verification import UnsoundError, seal_on, verify, verify_names
from reader.state.post_set import Block, PostSet
from reader.state.reading_state import Piece
from reader.state.records import CHOICE, Record, Sweep

_LATER_HOLDS = """
    ON CONFLICT DO UPDATE SET value = excluded.value, at_us = excluded.at_us,
        change = excluded.change, sum = excluded.sum
    WHERE excluded.at_us > at_us"""
_CHOSEN_ELSEWHERE = f"""
    archive IN (SELECT number FROM archives UNION SELECT 0) AND archive != ?
    AND field >= '{CHOICE}' AND field < '{CHOICE[:-1]};'"""
"""Choices belong to the user, so those made in other archives are loaded with each."""
_VERIFIED_AT_ONCE_BYTES = 4_000_000
"""A larger file is verified in the background: 100,000 records take 0.3 s."""


class Kept(NamedTuple):
    """What the file holds of an archive, or what came since an earlier reading."""

    pieces: Sequence[Piece]
    change: int
    """Number of the latest change that is in it."""


class StateStore:
    """The file, for one process; any thread may call, one at a time."""

    def __init__(self, path: Path, *, may_write: bool = True, is_damaged: bool = False) -> None:
        """Open the file.

        Args:
            path: Where it is.
            may_write: False only reads.
            is_damaged: Whether to read, in memory, what can be recovered of it and its copies.

        Raises:
            StateDamagedError: It is not a sound one.
            NewerVersionError: It may be opened with `may_write` False only.
            StateUnusableError: The disk is full, or the folder is not accessible.
        """
        self.path = path
        self.may_write = may_write
        self._lock = threading.Lock()
        self._is_verified = False
        if is_damaged:
            self._connection = connect_in_memory()
            recover_into(self._connection, path, None)
        else:
            self._connection = connect(path, may_write=may_write)
        with translated_errors(path):
            self.has_sums = read_pragma(self._connection, "user_version") > 1
            """Whether rows carry checksums: not in a file of version 1 that is only read."""
        self.inode = path.stat().st_ino if path.exists() else 0
        self._sets: dict[int, PostSet] = {}

    @property
    def is_replaced(self) -> bool:
        """Whether the file is another one now, gone or empty: this connection must not be used."""
        try:
            found = self.path.stat()
            return found.st_ino != self.inode or not found.st_size
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
                    self._is_verified = False  # what others write from now on is not
            except (*NONSENSE, zlib.error) as error:
                raise StateDamagedError(str(error)) from error

    def _load(self, archive: int, since: int) -> Kept:
        connection = self._connection
        (change,) = connection.execute(
            "SELECT value FROM counters WHERE name = 'change'"
        ).fetchone()
        # Without `since` the table itself is read, not its index by change.
        which, order = ("AND change > ?", "") if since else ("", " ORDER BY archive, field, post")
        values = (archive, since) if since else (archive,)
        pieces: list[Piece] = []
        with raw_texts(connection):
            own = self._rows(RECORDS, f"archive = ? {which}{order}", values)
            elsewhere = () if since else self._rows(RECORDS, _CHOSEN_ELSEWHERE, (archive,))
            for row in chain(own, elsewhere):
                _, field, post, value, at_us, _ = row
                pieces.append(Record(PostId(os.fsdecode(post)), _text(field), _text(value), at_us))
            for row in list(self._rows(SWEEPS, f"archive = ? {which} ORDER BY at_us", values)):
                _, field, posts, value, at_us, _ = row
                pieces.append(Sweep(_text(field), _text(value), at_us, self._post_set(posts)))
        return Kept(pieces, change)

    def _rows(self, table: Table, where: str, values: Sequence[int]) -> Iterator[Any]:
        """Yield rows without their checksums.

        Raises:
            StateDamagedError: One is not what was stored.
        """
        columns = ", ".join((*table.columns, "sum" if self.has_sums else "0"))
        must_check = self.has_sums and not self._is_verified
        for row in self._connection.execute(
            f"SELECT {columns} FROM {table.name} WHERE {where}", values
        ):
            if must_check and not table.is_sound(row):
                raise StateDamagedError(
                    _("a row of {table} is not what was stored").format(table=table.name)
                )
            yield row[:-1]

    def _post_set(self, number: int) -> PostSet:
        if number not in self._sets:
            rows = self._rows(BLOCKS, "posts = ? ORDER BY first", (number,))
            blocks = [Block(first, packed) for _, _, first, packed in rows]
            ((_, _, count),) = self._rows(POST_SETS, "number = ?", (number,))
            self._sets[number] = PostSet(blocks, count)
        return self._sets[number]

    @property
    def is_small(self) -> bool:
        """Whether the file can be verified before anything of it is shown."""
        log = self.path.with_name(f"{self.path.name}-wal")
        sizes = [place.stat().st_size for place in (self.path, log) if place.exists()]
        return sum(sizes) <= _VERIFIED_AT_ONCE_BYTES

    def verify(self, *, is_in_background: bool = False) -> None:
        """Read the whole file and compare it with its checksums; make the copy of the day.

        Args:
            is_in_background: Whether to leave other threads most of the time.

        Raises:
            StateDamagedError: It is not what was stored.
            StateUnusableError: It can't be read now.
        """
        seal = read_seal(self.path)
        with self._lock, translated_errors(self.path):
            try:
                verify(self._connection, seal, is_in_background=is_in_background)
            except UnsoundError as error:
                raise StateDamagedError(str(error)) from error
            self._is_verified = True
            if self.may_write and is_copy_due(self.path) and seal_on(self._connection).rows:
                make_copy(self._connection, self.path)

    def verify_names(self) -> None:
        """Verify the few rows of a large file that everything begins with.

        Raises:
            StateDamagedError: They are not what was stored.
            StateUnusableError: It can't be read now.
        """
        with self._lock, translated_errors(self.path):
            try:
                verify_names(self._connection)
            except UnsoundError as error:
                raise StateDamagedError(str(error)) from error

    def take_up_leftovers(self) -> str:
        """Take over what lies beside the file in damaged ones that were never recovered.

        Returns:
            A sentence for the user, or nothing.

        Raises:
            StateUnusableError: Nothing can be written now.
        """
        with self._lock, translated_errors(self.path):
            return take_up_leftovers(self.path, self._connection)

    def save(self, archive: int, pieces: Iterable[Piece]) -> int:
        """Save changes, all or none; on return they survive the end of the process.

        Returns:
            The number of the commit.

        Raises:
            StateUnusableError: They can't be written now.
            StateDamagedError: The file is not sound.
        """
        if not self.may_write:
            raise StateUnusableError(str(self.path), _("a newer version of the reader has made it"))
        with self._lock, translated_errors(self.path):
            with transaction(self._connection):
                self._connection.execute(
                    "UPDATE counters SET value = value + 1 WHERE name = 'change'"
                )
                (change,) = self._connection.execute(
                    "SELECT value FROM counters WHERE name = 'change'"
                ).fetchone()
                self._store(archive, pieces, change)
                seal = seal_on(self._connection)
            write_seal(self.path, seal)
            checkpoint(self._connection, self.path)
            return int(change)

    def _store(self, archive: int, pieces: Iterable[Piece], change: int) -> None:
        for piece in pieces:
            field, value = _bytes(piece.field), _bytes(piece.value)
            if isinstance(piece, Record):
                post = os.fsencode(piece.post)
                row = (archive, field, post, value, piece.at_us, change)
                insert(self._connection, RECORDS, row, _LATER_HOLDS)
            else:
                number = self._store_set(piece.posts)
                row_of_sweep = (archive, field, number, value, piece.at_us, change)
                insert(self._connection, SWEEPS, row_of_sweep, _LATER_HOLDS)

    def _store_set(self, posts: PostSet) -> int:
        digest = sha256(block.packed for block in posts.blocks)
        known = self._connection.execute(
            "SELECT number FROM post_sets WHERE digest = ?", (digest,)
        ).fetchone()
        if known is not None:
            return int(known[0])
        ((number,),) = self._connection.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM post_sets"
        ).fetchall()
        insert(self._connection, POST_SETS, (int(number), digest, len(posts)))
        for place, block in enumerate(posts.blocks):
            insert(self._connection, BLOCKS, (int(number), place, *block))
        return int(number)

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
        with self._lock, translated_errors(self.path):
            with transaction(self._connection):
                for sql, values in statements:
                    self._connection.execute(sql, values)
                seal = seal_on(self._connection)
            write_seal(self.path, seal)

    def close(self) -> None:
        """Close the file."""
        with self._lock, suppress(sqlite3.Error):
            self._connection.close()


def _text(raw: bytearray) -> str:
    return raw.decode()


def _bytes(text: str) -> bytearray:
    """Return text as it is stored; of half a character's code a question mark."""
    return bytearray(text.encode(errors="replace"))

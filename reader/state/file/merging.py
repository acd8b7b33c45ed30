"""Rows of damaged files and of copies, merged into a sound file.

Archives and sets of posts have other numbers in another file: an archive is the one with the same
key, else the one with the same folder; a set the one with the same digest. Of two values of one
field of a post the later one holds.
"""

import os
import sqlite3
import uuid
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from reader.digests import sha256
from reader.state.file.checksums import (
    ARCHIVES,
    BLOCKS,
    POST_SETS,
    RECORDS,
    ROOTS,
    SWEEPS,
    Raw,
    Table,
)
from reader.state.file.page_rows import FoundRow
from reader.state.post_set import Block

_LATER_HOLDS = (
    " ON CONFLICT DO UPDATE SET value = excluded.value, at_us = excluded.at_us,"
    " change = excluded.change, sum = excluded.sum WHERE excluded.at_us > at_us"
)


class Merge:
    """Takes the rows of one source after another; in a transaction of the caller's."""

    def __init__(
        self, target: sqlite3.Connection, change: int, sources: Sequence[Sequence[FoundRow]]
    ) -> None:
        """Take the archives, folders and names of sets of all sources, the best source first.

        Args:
            target: A sound file.
            change: The number of the commit under which everything is stored.
            sources: The rows of each.
        """
        self._target, self._change = target, change
        self._sources = sources
        self._archives: list[dict[int, int]] = []
        self._sets: list[dict[int, int]] = []
        for rows in sources:
            self._take_names(rows)

    def take(self, source: int) -> int:
        """Take the records and sweeps of a source; return how many were news."""
        before = self.count()
        news = 0
        for table, values in self._sources[source]:
            if table is RECORDS:
                archive, field, post, value, at_us, _ = values
                number = self._archive(source, _int(archive))
                record = (number, field, post, value, at_us, self._change)
                news += self._insert(RECORDS, record, _LATER_HOLDS)
            elif table is SWEEPS:
                archive, field, posts, value, at_us, _ = values
                number, posts = self._archive(source, _int(archive)), self._set(source, _int(posts))
                sweep = (number, field, posts, value, at_us, self._change)
                news += self._insert(SWEEPS, sweep, _LATER_HOLDS)
            elif table is BLOCKS and _is_whole(values):
                posts, *rest = values
                block = (self._set(source, _int(posts)), *rest)
                self._insert(BLOCKS, block, " ON CONFLICT DO NOTHING")
        return max(news, self.count() - before)

    def count(self) -> int:
        """Return how many records and sweeps the target has."""
        ((rows,),) = self._target.execute(
            "SELECT sum(rows) FROM totals WHERE name IN ('records', 'sweeps')"
        )
        return int(rows)

    def finish(self) -> None:
        """Take sweeps away of which no posts are left, and count the posts of the others."""
        rows = self._target.execute(
            "SELECT number, count FROM post_sets ORDER BY number"
        ).fetchall()
        for number, count in rows:
            packed = self._target.execute(
                "SELECT first, packed FROM blocks WHERE posts = ? ORDER BY first", (number,)
            ).fetchall()
            left = sum(len(Block(*block).unpack()) for block in packed)
            if not left:
                self._target.execute("DELETE FROM sweeps WHERE posts = ?", (number,))
                self._target.execute("DELETE FROM post_sets WHERE number = ?", (number,))
            elif left != count:
                of_rest = sha256(part for _, part in packed)
                self._target.execute(
                    "UPDATE post_sets SET digest = ?, count = ?, sum = "
                    f"{POST_SETS.sql_sum_of(('number', '?1', '?2'))} WHERE number = ?3",
                    (of_rest, left, number),
                )

    def _take_names(self, rows: Iterable[FoundRow]) -> None:
        known = {key: number for number, key in self._ask("SELECT number, key FROM archives")}
        roots: dict[bytes, int] = dict(self._ask("SELECT path, archive FROM roots"))
        root_rows = [values for table, values in rows if table is ROOTS]
        archives: dict[int, int] = {}
        for number, key, sample, sampled in _of(ARCHIVES, rows):
            text = _bytes(key).decode()
            by_root = (
                roots[_bytes(path)]
                for path, of, _ in root_rows
                if of == number and _bytes(path) in roots
            )
            same = known.get(text) or next(by_root, None)
            if same is None and _int(number) not in archives:
                same = self._add_archive(_int(number), text, sample, _int(sampled))
                known[text] = same
            archives.setdefault(_int(number), same or _int(number))
        self._archives.append(archives)
        self._sets.append(self._take_sets(rows))
        for path, number, seen_us in root_rows:
            row = (path, self._archive(len(self._archives) - 1, _int(number)), seen_us)
            self._insert(ROOTS, row, " ON CONFLICT DO NOTHING")

    def _take_sets(self, rows: Iterable[FoundRow]) -> dict[int, int]:
        known = {
            digest: number for number, digest in self._ask("SELECT number, digest FROM post_sets")
        }
        taken = set(known.values())
        sets: dict[int, int] = {}
        for number, digest, count in _of(POST_SETS, rows):
            same = known.get(digest)
            if same is None:
                same = _int(number) if _int(number) not in taken else max(taken) + 1
                self._insert(POST_SETS, (same, digest, count), " ON CONFLICT DO NOTHING")
                taken.add(same)
                known[digest] = same
            sets.setdefault(_int(number), same)
        return sets

    def _archive(self, source: int, number: int) -> int:
        """Return the number in the target of an archive of a source; add one that is unknown."""
        archives = self._archives[source]
        if number not in archives:
            rows = self._ask("SELECT number FROM archives WHERE number = ?", (number,))
            archives[number] = (
                number if rows else self._add_archive(number, uuid.uuid4().hex, bytearray(b"[]"), 0)
            )
        return archives[number]

    def _add_archive(self, number: int, key: str, sample: Raw, sampled: int) -> int:
        if self._ask("SELECT 1 FROM archives WHERE number = ?", (number,)):
            ((number,),) = self._ask("SELECT max(number) + 1 FROM archives")
        row = (number, bytearray(key.encode()), sample, sampled)
        self._insert(ARCHIVES, row, " ON CONFLICT DO NOTHING")
        return number

    def _set(self, source: int, number: int) -> int:
        """Return the number in the target of a set of posts; add one whose name was lost."""
        sets = self._sets[source]
        if number not in sets:
            if not self._ask("SELECT 1 FROM post_sets WHERE number = ?", (number,)):
                self._insert(POST_SETS, (number, os.urandom(32), 0), "")
            sets[number] = number
        return sets[number]

    def _ask(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        return self._target.execute(sql, values).fetchall()

    def _insert(self, table: Table, row: tuple[Raw, ...], otherwise: str) -> int:
        """Insert a row with its checksum; return 1 where that changed anything."""
        return insert(self._target, table, row, otherwise)


def insert(
    target: sqlite3.Connection, table: Table, row: Sequence[Raw], otherwise: str = ""
) -> int:
    """Insert a row with its checksum.

    Args:
        target: The file.
        table: Where to.
        row: Its values without the checksum.
        otherwise: An ``ON CONFLICT`` clause, or nothing.

    Returns:
        How many rows were inserted or updated.
    """
    values = [value.decode() if type(value) is bytearray else value for value in row]
    cursor = target.execute(f"{table.insert}{otherwise}", (*values, table.sum_of(row)))
    return max(cursor.rowcount, 0)


def _of(table: Table, rows: Iterable[FoundRow]) -> Iterable[tuple[Raw, ...]]:
    return (values for found, values in rows if found is table)


def _int(value: Raw) -> int:
    return value if isinstance(value, int) else 0


def _bytes(value: Raw) -> bytes:
    return b"" if isinstance(value, int) else bytes(value)


def _is_whole(block: Sequence[Raw]) -> bool:
    """Say whether a block of a set of posts can be unpacked."""
    try:
        return bool(Block(_bytes(block[2]), _bytes(block[3])).unpack())
    except zlib.error:
        return False

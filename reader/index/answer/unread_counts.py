"""Unread posts by every facet: updated with the marks, not counted again.

What is kept is the number of read posts by each facet; the index itself keeps how many posts there
are in all. Everything is counted again only after very many marks have changed at once, or posts
have changed: about a second for a million posts.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.archive.facet_shapes import Names
from reader.archive.facets import Facets, make_facets
from reader.index.answer.counting import KeptCounters
from reader.index.answer.facet_columns import FACET_COLUMNS
from reader.index.answer.sql import Sql
from reader.index.store.metadata import read_metadata

_MAX_CHANGES = 5000
"""Marks that are counted one by one."""
_MAX_VALUES = 900
"""Values in one statement."""


def _no_posts() -> dict[str, Counter[Names]]:
    return {key: Counter() for key in FACET_COLUMNS}


class UnreadCounts:
    """The counts of one user in one index. Any thread may ask."""

    def __init__(self, kept: KeptCounters) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._basis: tuple[str, int, int, int] | None = None
        self._flags = b""
        self._read = _no_posts()

    def facets(self, connection: sqlite3.Connection, flags: bytes) -> Facets:
        """Return the facets of the posts that are not read.

        Args:
            connection: The index.
            flags: A byte for each number, 1 where the post is read.
        """
        with self._lock:
            self._bring_up(connection, flags)
            kept = self._kept.read(connection)
            unread = {key: kept[key] - read for key, read in self._read.items()}
        return make_facets(unread)

    def _bring_up(self, connection: sqlite3.Connection, flags: bytes) -> None:
        metadata = read_metadata(connection)
        basis = (metadata.generation, metadata.moved, metadata.changed, metadata.removed)
        changed = _changed(self._flags, flags)
        if basis != self._basis or len(changed) > _MAX_CHANGES:
            self._count_all(connection, flags)
        else:
            self._count_some(connection, [n for n in changed if flags[n]], 1)
            self._count_some(connection, [n for n in changed if not flags[n]], -1)
        self._basis, self._flags = basis, flags

    def _count_all(self, connection: sqlite3.Connection, flags: bytes) -> None:
        self._read = _no_posts()
        read = list(_places(flags, _MAX_CHANGES + 1))
        if len(read) <= _MAX_CHANGES:
            self._count_some(connection, read, 1)
            return
        connection.create_function("is_read", 3, flags.count)
        self._count(connection, Sql("is_read(1, p.number, p.number + 1)"), 1)

    def _count_some(
        self, connection: sqlite3.Connection, numbers: Sequence[int], sign: int
    ) -> None:
        for start in range(0, len(numbers), _MAX_VALUES):
            some = numbers[start : start + _MAX_VALUES]
            which = f"p.number IN ({', '.join('?' * len(some))})"
            self._count(connection, Sql(which, tuple(some)), sign)

    def _count(self, connection: sqlite3.Connection, which: Sql, sign: int) -> None:
        """Add the posts for which a condition holds, or subtract them with a sign of -1."""
        source = Sql(f"posts p WHERE {which.text}", which.values)
        for key, column in FACET_COLUMNS.items():
            read = self._read[key]
            for names, count in column.counted(connection, source).items():
                read[names] += sign * count


def _changed(before: bytes, after: bytes) -> list[int]:
    """Return the places at which two rows of bytes differ; of very many, some."""
    size = max(len(before), len(after))
    first = int.from_bytes(before.ljust(size, b"\0"), "little")
    second = int.from_bytes(after.ljust(size, b"\0"), "little")
    differences = (first ^ second).to_bytes(size, "little")
    return list(_places(differences, _MAX_CHANGES + 1))


def _places(differences: bytes, most: int) -> Iterator[int]:
    place = differences.find(1)
    while place >= 0 and most:
        yield place
        most -= 1
        place = differences.find(1, place + 1)

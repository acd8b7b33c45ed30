"""Unread posts by category, tag and month: kept in step with the marks, not counted anew.

What is kept is the number of read posts with each list of categories, each tag, and on each day;
the index itself keeps how many there are in all. Only where very many marks change at once, or
posts have changed, everything is counted again, some second for a million posts.
"""

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.archive.facets import Facets, Names, make_facets
from reader.index.answer.counting import KeptCounters, month_of_day
from reader.index.store.metadata import read_metadata

_FEW = 5000
_MOST_VALUES = 900


@dataclass(slots=True)
class _ReadPosts:
    """How many posts are read of each kind, as `Counters` counts all."""

    categories: Counter[Names] = field(default_factory=Counter)
    tags: Counter[Names] = field(default_factory=Counter)
    days: Counter[int | None] = field(default_factory=Counter)
    """By their calendar dates, as `posts.day` has them."""


class UnreadCounts:
    """The counts of one person in one index. Any thread may ask."""

    def __init__(self, kept: KeptCounters) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._basis: tuple[str, int, int, int] | None = None
        self._flags = b""
        self._read = _ReadPosts()

    def facets(self, connection: sqlite3.Connection, flags: bytes) -> Facets:
        """Return the facets of the posts that are not read.

        Args:
            connection: The index.
            flags: A byte for each number, 1 where the post is read.
        """
        with self._lock:
            self._bring_up(connection, flags)
            kept, read = self._kept.read(connection), self._read
            categories, tags, months = kept.categories.copy(), kept.tags.copy(), kept.months.copy()
            categories.subtract(read.categories)
            tags.subtract(read.tags)
            for day, count in read.days.items():
                months[month_of_day(day)] -= count
        return make_facets(+categories, +tags, +months)

    def _bring_up(self, connection: sqlite3.Connection, flags: bytes) -> None:
        metadata = read_metadata(connection)
        basis = (metadata.generation, metadata.moved, metadata.changed, metadata.removed)
        changed = _changed(self._flags, flags)
        if basis != self._basis or len(changed) > _FEW:
            self._count_all(connection, flags)
        else:
            self._count_some(connection, [n for n in changed if flags[n]], 1)
            self._count_some(connection, [n for n in changed if not flags[n]], -1)
        self._basis, self._flags = basis, flags

    def _count_all(self, connection: sqlite3.Connection, flags: bytes) -> None:
        self._read = _ReadPosts()
        read = list(_places(flags, _FEW + 1))
        if len(read) <= _FEW:
            self._count_some(connection, read, 1)
            return
        connection.create_function("is_read", 1, flags.__getitem__)
        self._count(connection, "is_read(number)", (), 1)

    def _count_some(
        self, connection: sqlite3.Connection, numbers: Sequence[int], step: int
    ) -> None:
        for start in range(0, len(numbers), _MOST_VALUES):
            some = numbers[start : start + _MOST_VALUES]
            self._count(connection, f"number IN ({', '.join('?' * len(some))})", some, step)

    def _count(
        self, connection: sqlite3.Connection, which: str, values: Sequence[int], step: int
    ) -> None:
        """Add, or with a step of -1 take away, the posts for which a condition holds."""
        by_list = "SELECT l.names, n.count FROM ({}) n JOIN lists l ON l.number = n.list"
        by_column = f"SELECT {{0}} AS list, count(*) AS count FROM posts WHERE {which} GROUP BY 1"
        rows = connection.execute(by_list.format(by_column.format("categories")), values)
        for names, count in rows:
            self._read.categories[tuple(json.loads(names))] += step * count
        rows = connection.execute(
            "SELECT t.value, sum(c.count)"
            f" FROM ({by_list.format(by_column.format('tags'))}) c"
            " LEFT JOIN json_each(c.names) t GROUP BY 1",
            values,
        )
        for tag, count in rows:
            self._read.tags[() if tag is None else (tag,)] += step * count
        for day, count in connection.execute(by_column.format("day"), values):
            self._read.days[day] += step * count


def _changed(before: bytes, after: bytes) -> list[int]:
    """Return the places at which two rows of bytes differ; of very many, some."""
    size = max(len(before), len(after))
    first = int.from_bytes(before.ljust(size, b"\0"), "little")
    second = int.from_bytes(after.ljust(size, b"\0"), "little")
    differences = (first ^ second).to_bytes(size, "little")
    return list(_places(differences, _FEW + 1))


def _places(differences: bytes, most: int) -> Iterator[int]:
    place = differences.find(1)
    while place >= 0 and most:
        yield place
        most -= 1
        place = differences.find(1, place + 1)

"""Unread posts by category, tag and month: kept in step with the marks, not counted anew.

What is kept is the number of read posts with each list of categories, of tags, and in each month;
the index itself keeps how many there are in all. Only where very many marks change at once, or
posts have changed, everything is counted again, some second for a million posts.
"""

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.archive.facets import Facets, make_facets
from reader.index.counting import counters, month_of_day
from reader.index.facts import read_facts

_FEW = 5000
_MOST_VALUES = 900
_COLUMNS = ("categories", "tags", "day")


class UnreadCounts:
    """The counts of one person in one index. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._basis: tuple[str, int, int, int] | None = None
        self._flags = b""
        self._read: dict[str, Counter[int | None]] = {}

    def facets(self, connection: sqlite3.Connection, flags: bytes) -> Facets:
        """Return the facets of the posts that are not read.

        Args:
            connection: The index.
            flags: A byte for each number, 1 where the post is read.
        """
        with self._lock:
            self._bring_up(connection, flags)
            categories, tags, months = counters(connection)
            names = _names(connection, {*self._read["categories"], *self._read["tags"]})
            for number, count in self._read["categories"].items():
                categories[names[number]] -= count
            for number, count in self._read["tags"].items():
                tags[names[number]] -= count
            for day, count in self._read["day"].items():
                months[month_of_day(day)] -= count
        return make_facets(+categories, +tags, +months)

    def _bring_up(self, connection: sqlite3.Connection, flags: bytes) -> None:
        facts = read_facts(connection)
        basis = (facts.made, facts.moved, facts.changed, facts.removed)
        changed = _changed(self._flags, flags)
        if basis != self._basis or len(changed) > _FEW:
            self._count_all(connection, flags)
        else:
            self._count_some(connection, [n for n in changed if flags[n]], 1)
            self._count_some(connection, [n for n in changed if not flags[n]], -1)
        self._basis, self._flags = basis, flags

    def _count_all(self, connection: sqlite3.Connection, flags: bytes) -> None:
        self._read = {column: Counter() for column in _COLUMNS}
        read = list(_places(flags, _FEW + 1))
        if len(read) <= _FEW:
            self._count_some(connection, read, 1)
            return
        connection.create_function("is_read", 1, flags.__getitem__)
        self._read = {
            column: Counter(
                dict(
                    connection.execute(
                        f"SELECT {column}, count(*) FROM posts WHERE is_read(number) GROUP BY 1"
                    )
                )
            )
            for column in _COLUMNS
        }

    def _count_some(
        self, connection: sqlite3.Connection, numbers: Sequence[int], step: int
    ) -> None:
        for start in range(0, len(numbers), _MOST_VALUES):
            some = numbers[start : start + _MOST_VALUES]
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM posts"
                f" WHERE number IN ({', '.join('?' * len(some))})",
                some,
            )
            for row in rows:
                for column, value in zip(_COLUMNS, row, strict=True):
                    self._read[column][value] += step


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


def _names(
    connection: sqlite3.Connection, numbers: set[int | None]
) -> dict[int | None, tuple[str, ...]]:
    rows = connection.execute("SELECT number, names FROM lists")
    return {number: tuple(json.loads(names)) for number, names in rows if number in numbers}

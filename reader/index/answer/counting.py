"""Facets of the index: of the whole archive from the counts it keeps, of an answer by counting."""

import json
import sqlite3
import threading
from collections import Counter
from datetime import date
from typing import NamedTuple

from reader.archive.facets import Facets, Month, Names, make_facets
from reader.index.answer.plan import Plan
from reader.index.store.metadata import read_metadata
from reader.index.store.schema import NO_MONTH


class Counters(NamedTuple):
    """How many posts there are of each kind."""

    categories: Counter[Names]
    """By the whole list of a post's categories."""
    tags: Counter[Names]
    """By each tag alone, and under () without any."""
    months: Counter[Month | None]


class KeptCounters:
    """The counts of all posts, as the index keeps them, until they change. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._basis: tuple[object, ...] = ()
        self._counters = Counters(Counter(), Counter(), Counter())

    def read(self, connection: sqlite3.Connection) -> Counters:
        """Return the counts, which are not to be changed.

        Adding up the lists of tags takes half a second for a million posts.
        """
        metadata = read_metadata(connection)
        basis = (
            metadata.generation,
            metadata.added,
            metadata.changed,
            metadata.moved,
            metadata.removed,
        )
        with self._lock:
            if basis != self._basis:
                self._counters, self._basis = _read_counters(connection), basis
            return self._counters


def _read_counters(connection: sqlite3.Connection) -> Counters:
    categories = connection.execute("SELECT names, as_categories FROM lists WHERE as_categories")
    tags = connection.execute(
        "SELECT t.value, sum(l.as_tags) FROM lists l, json_each(l.names) t WHERE l.as_tags"
        " GROUP BY 1 UNION ALL SELECT NULL, as_tags FROM lists WHERE names = '[]' AND as_tags"
    )
    months = connection.execute("SELECT month, count FROM months WHERE count")
    return Counters(
        Counter({tuple(json.loads(names)): count for names, count in categories}),
        Counter({() if tag is None else (tag,): count for tag, count in tags}),
        Counter({_month(number): count for number, count in months}),
    )


def counted_facets(connection: sqlite3.Connection, plan: Plan) -> Facets:
    """Return the facets of the posts that answer a query."""
    categories: Counter[Names] = Counter()
    tags: Counter[Names] = Counter()
    months: Counter[Month | None] = Counter()
    for column, counter in (("categories", categories), ("tags", tags)):
        rows = connection.execute(
            f"SELECT l.names, n.count FROM"
            f" (SELECT p.{column} AS list, count(*) AS count FROM {plan.source.text} GROUP BY 1) n"
            " JOIN lists l ON l.number = n.list",
            plan.source.values,
        )
        counter.update({tuple(json.loads(names)): count for names, count in rows})
    days = connection.execute(
        f"SELECT p.day, count(*) FROM {plan.source.text} GROUP BY 1",
        plan.source.values,
    )
    for day, count in days:
        months[month_of_day(day)] += count
    return make_facets(categories, tags, months)


def month_of_day(day: int | None) -> Month | None:
    """Return the month of a day as `posts.day` has it."""
    there = date.fromordinal(day) if day is not None else None
    return (there.year, there.month) if there else None


def _month(number: int) -> Month | None:
    return None if number == NO_MONTH else (number // 12, number % 12 + 1)

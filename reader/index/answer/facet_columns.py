"""Where the index has the values of each facet, and how they are counted there.

`FACET_COLUMNS` has one entry for each of `archive.facets.FACETS`, by its key.
"""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reader.archive.facet_shapes import Names
from reader.index.answer.sql import Sql
from reader.index.store.posting_keys import PostingKind
from reader.index.store.schema import NO_MONTH


class FacetColumn(Protocol):
    """Counts the posts with each tuple of names; those without any name under ()."""

    def kept(self, connection: sqlite3.Connection) -> Counter[Names]:
        """Return the counts of all posts, which the index keeps."""

    def counted(self, connection: sqlite3.Connection, source: Sql) -> Counter[Names]:
        """Count some posts.

        Args:
            connection: The index.
            source: What stands after FROM, with the posts as `p`.
        """


@dataclass(frozen=True, slots=True)
class NameLists:
    """A column of `posts` that refers to `lists`; counts each whole list."""

    column: str

    def kept(self, connection: sqlite3.Connection) -> Counter[Names]:
        """Read the counts of the lists."""
        kept = f"as_{self.column}"
        return _whole_lists(connection, Sql(f"SELECT names, {kept} FROM lists WHERE {kept}"))

    def counted(self, connection: sqlite3.Connection, source: Sql) -> Counter[Names]:
        """Count by the number of the list, and look its names up once."""
        return _whole_lists(connection, _counted_lists(self.column, source))


@dataclass(frozen=True, slots=True)
class SingleNames:
    """A column of `posts` that refers to `lists`; counts each name of a list alone.

    There are far fewer names than lists of them. SQLite splits 300,000 lists in 0.7 s, Python in
    1.1 s. Where no post has a name, none is looked up.
    """

    column: str
    kind: PostingKind
    """The kind of the posting keys under which each name is counted."""

    def kept(self, connection: sqlite3.Connection) -> Counter[Names]:
        """Add up the counts of the lists; half a second for a million posts.

        Lists without names are added apart: a left join takes a third longer.
        """
        kept = f"as_{self.column}"
        return _single_names(
            connection,
            Sql(
                f"SELECT t.value, sum(l.{kept}) FROM lists l, json_each(l.names) t"
                f" WHERE l.{kept} GROUP BY 1"
                f" UNION ALL SELECT NULL, {kept} FROM lists WHERE names = '[]' AND {kept}"
            ),
        )

    def counted(self, connection: sqlite3.Connection, source: Sql) -> Counter[Names]:
        """Count by the number of the list, and add up the counts."""
        if not self._has_names(connection):
            rows = connection.execute(f"SELECT count(*) FROM {source.text}", source.values)
            return Counter({(): rows.fetchone()[0]})
        lists = _counted_lists(self.column, source)
        names = Sql(
            f"SELECT t.value, sum(c.count) FROM ({lists.text}) c"
            " LEFT JOIN json_each(c.names) t GROUP BY 1",
            lists.values,
        )
        return _single_names(connection, names)

    def _has_names(self, connection: sqlite3.Connection) -> bool:
        found = connection.execute(
            "SELECT 1 FROM posting_keys WHERE kind = ? AND name != '' AND count LIMIT 1",
            (self.kind,),
        )
        return found.fetchone() is not None


class Months:
    """The months of the posts' own calendar dates, as ``2022-04``."""

    def kept(self, connection: sqlite3.Connection) -> Counter[Names]:
        """Read the counts of the months."""
        rows = connection.execute("SELECT month, count FROM months WHERE count")
        return Counter({_month(number): count for number, count in rows})

    def counted(self, connection: sqlite3.Connection, source: Sql) -> Counter[Names]:
        """Count by days, which the index has for each post."""
        days = connection.execute(
            f"SELECT p.day, count(*) FROM {source.text} GROUP BY 1", source.values
        )
        found: Counter[Names] = Counter()
        for day, count in days:
            found[_month_of_day(day)] += count
        return found


FACET_COLUMNS: dict[str, FacetColumn] = {
    "category": NameLists("categories"),
    "tag": SingleNames("tags", PostingKind.TAG),
    "author": SingleNames("authors", PostingKind.AUTHOR),
    "date": Months(),
}


def _counted_lists(column: str, source: Sql) -> Sql:
    return Sql(
        f"SELECT l.names, n.count FROM"
        f" (SELECT p.{column} AS list, count(*) AS count FROM {source.text} GROUP BY 1) n"
        " JOIN lists l ON l.number = n.list",
        source.values,
    )


def _whole_lists(connection: sqlite3.Connection, lists: Sql) -> Counter[Names]:
    rows = connection.execute(lists.text, lists.values)
    return Counter({tuple(json.loads(names)): count for names, count in rows})


def _single_names(connection: sqlite3.Connection, names: Sql) -> Counter[Names]:
    rows = connection.execute(names.text, names.values)
    return Counter({() if name is None else (name,): count for name, count in rows})


def _month(number: int) -> Names:
    return () if number == NO_MONTH else (f"{number // 12:04}-{number % 12 + 1:02}",)


def _month_of_day(day: int | None) -> Names:
    return () if day is None else (date.fromordinal(day).isoformat()[:7],)

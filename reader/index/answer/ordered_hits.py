"""Hits of the full-text index in an order, the first of them without looking at all.

The index gives hits by the numbers of their texts, which follow the posts' order in time but for
strays; see `text_numbers`.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from reader.archive.query.model import Order
from reader.archive.relevance import DAY_US, FADES_DAYS, TITLE_WEIGHT
from reader.index.answer.sql import Sql
from reader.index.store.schema import FIRST_STRAY, TEXT_NUMBER_GAP, UNDATED

_RANKED = 20_000
"""Newest hits that are put into the order of relevance; the others follow by age."""
_SLICES = (25_000, *range(75_000, 500_000, 75_000))
"""Texts from the newest on after which a reader may have seen enough: some 10 ms each where a
phrase is rare and its characters are not."""
_POSITION = "p.number, p.moment, p.stem, p.rank"


class Limit:
    """Stands among the values of a statement for how many rows are wanted."""


LIMIT = Limit()


@dataclass(frozen=True, slots=True)
class Ordered:
    """A statement that gives numbers of posts in order."""

    sql: str
    values: tuple[object, ...]

    def values_for(self, most: int) -> list[object]:
        """Return the values, with how many rows are wanted; -1 for all."""
        return [most if value is LIMIT else value for value in self.values]


def ordered_hits(
    connection: sqlite3.Connection, hits: Sql, order: Order, untold: Sql | None = None
) -> tuple[Ordered, ...]:
    """Return statements that give hits one part after another.

    Args:
        connection: The index.
        hits: What stands after FROM, with ``t`` for a row of `texts` and ``p`` for its post.
        order: By age or relevance.
        untold: The same for posts ``p`` that are found by their titles, as their texts are not
            known yet. By age they stand where they will stand; by relevance new ones come first.
    """
    if untold is not None:
        return _with_untold(connection, hits, order, untold)
    has_strays = connection.execute(
        f"SELECT 1 FROM posts WHERE text >= {FIRST_STRAY} LIMIT 1"
    ).fetchone()
    by_age = _merged if has_strays else _plain
    if order is Order.OLDEST:
        return (
            by_age(hits, f" AND p.moment > {UNDATED}", "ASC"),
            by_age(hits, f" AND p.moment = {UNDATED}", "ASC"),
        )
    if order is Order.RELEVANCE:
        return (_ranked(hits, _newest_moment(connection)), _unranked(hits))
    if has_strays:
        return (_merged(hits, "", "DESC"),)
    return tuple(_plain(hits, more, "DESC") for more in _slices(connection))


def _with_untold(
    connection: sqlite3.Connection, hits: Sql, order: Order, untold: Sql
) -> tuple[Ordered, ...]:
    """Merge posts without texts into those that have one.

    Texts are read newest first: until all are, most that are missing are older than all others,
    and need not be looked at for the first page.
    """
    if order is Order.OLDEST:
        dated, undated = f" AND p.moment > {UNDATED}", f" AND p.moment = {UNDATED}"
        return (_both(hits, untold, dated, "ASC"), _both(hits, untold, undated, "ASC"))
    row = connection.execute(
        f"SELECT moment FROM posts WHERE text < {FIRST_STRAY} ORDER BY text LIMIT 1"
    ).fetchone()
    oldest = row[0] if row else UNDATED
    older = _untold(untold, f" AND p.moment < {oldest}")
    newer = f" AND p.moment >= {oldest}"
    if not connection.execute(
        f"SELECT 1 FROM {untold.text}{newer} LIMIT 1", untold.values
    ).fetchone():
        return (*ordered_hits(connection, hits, order), older)
    if order is Order.RELEVANCE:
        return (_untold(untold, newer), *ordered_hits(connection, hits, order), older)
    return (_both(hits, untold, newer, "DESC"), older)


def _untold(untold: Sql, more: str) -> Ordered:
    by_age = "p.moment DESC, p.stem DESC, p.rank DESC"
    return Ordered(
        f"SELECT p.number FROM {untold.text}{more} ORDER BY {by_age} LIMIT ?",
        (*untold.values, LIMIT),
    )


def _both(hits: Sql, untold: Sql, more: str, way: str) -> Ordered:
    """Merge hits and strays with posts that have no text, as many of each as are wanted."""
    of_hits = _positions_of_hits(hits, more, way)
    of_untold = (
        f"SELECT {_POSITION} FROM {untold.text}{more}"
        f" ORDER BY p.moment {way}, p.stem {way}, p.rank {way} LIMIT ?"
    )
    return Ordered(
        f"SELECT number FROM ({of_hits.sql} UNION ALL SELECT * FROM ({of_untold}))"
        f" ORDER BY moment {way}, stem {way}, rank {way} LIMIT ?",
        (*of_hits.values, *untold.values, LIMIT, LIMIT),
    )


def middle_text(connection: sqlite3.Connection) -> int:
    """Return a number that half of the texts are above, but for strays."""
    low, high = (
        connection.execute(f"SELECT {end}(text) FROM posts WHERE text < {FIRST_STRAY}").fetchone()[
            0
        ]
        for end in ("min", "max")
    )
    return ((low or 0) + (high or 0)) // 2


def _slices(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield conditions on the numbers of texts, the newest first, which together hold for all.

    A rare phrase of frequent characters is thus found among the newest posts, and shown, before
    the others are gone through.
    """
    (high,) = connection.execute(
        f"SELECT max(text) FROM posts WHERE text < {FIRST_STRAY}"
    ).fetchone()
    above = ""
    for texts in _SLICES:
        low = (high or 0) - texts * TEXT_NUMBER_GAP
        yield f" AND t.rowid > {low}{above}"
        above = f" AND t.rowid <= {low}"
    yield above


def _plain(hits: Sql, more: str, way: str) -> Ordered:
    sql = f"SELECT p.number FROM {hits.text}{more} ORDER BY t.rowid {way} LIMIT ?"
    return Ordered(sql, (*hits.values, LIMIT))


def _merged(hits: Sql, more: str, way: str) -> Ordered:
    """Merge all strays into as many of the others as are wanted."""
    of_hits = _positions_of_hits(hits, more, way)
    return Ordered(
        f"SELECT number FROM ({of_hits.sql}) ORDER BY moment {way}, stem {way}, rank {way} LIMIT ?",
        (*of_hits.values, LIMIT),
    )


def _positions_of_hits(hits: Sql, more: str, way: str) -> Ordered:
    """Return as many hits as are wanted, and all strays, with what they are sorted by."""
    in_order = (
        f"SELECT {_POSITION} FROM {hits.text}{more} AND t.rowid < {FIRST_STRAY}"
        f" ORDER BY t.rowid {way} LIMIT ?"
    )
    strays = f"SELECT {_POSITION} FROM {hits.text}{more} AND t.rowid >= {FIRST_STRAY}"
    return Ordered(
        f"SELECT * FROM ({in_order}) UNION ALL SELECT * FROM ({strays})",
        (*hits.values, LIMIT, *hits.values),
    )


def _ranked(hits: Sql, newest: int) -> Ordered:
    """Rank the newest hits by BM25, a word in the title for more, an older post for less."""
    score = (
        f"bm25(texts, 1.0, {TITLE_WEIGHT})"
        f" * (0.5 + 0.5 / (1.0 + max({newest} - p.moment, 0) / {FADES_DAYS * DAY_US}))"
    )
    newest_hits = (
        f"SELECT p.number AS number, {score} AS score, t.rowid AS text"
        f" FROM {hits.text} ORDER BY t.rowid DESC LIMIT {_RANKED}"
    )
    sql = f"SELECT number FROM ({newest_hits}) ORDER BY score, text DESC LIMIT ?"
    return Ordered(sql, (*hits.values, LIMIT))


def _unranked(hits: Sql) -> Ordered:
    sql = f"SELECT p.number FROM {hits.text} ORDER BY t.rowid DESC LIMIT ? OFFSET {_RANKED}"
    return Ordered(sql, (*hits.values, LIMIT))


def _newest_moment(connection: sqlite3.Connection) -> int:
    (newest,) = connection.execute("SELECT max(moment) FROM posts").fetchone()
    return int(newest or 0)

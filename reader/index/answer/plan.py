"""A query becomes SQL that gives the numbers of its posts in order.

One part of the query drives: the words, whose hits the full-text index gives in the order of
time, or a category or tag, whose postings stand in it. The other parts are tested on each post
that comes by. So the first page of most queries is there without looking at the others.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from reader.archive.ordering import category_key
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.model import Condition, Leaf, Not, Order, Query, all_of, leaves
from reader.index.answer.conditions import Conditions
from reader.index.answer.marked_numbers import MarkedNumbers
from reader.index.answer.ordered_hits import LIMIT, Ordered, middle_text, ordered_hits
from reader.index.answer.sql import TRUE, Sql, joined
from reader.index.answer.translations import posting_key_of
from reader.index.answer.word_search import match_expression, pattern_expression
from reader.index.store.metadata import IndexMetadata, read_metadata
from reader.index.store.posting_keys import PostingKey
from reader.index.store.schema import UNDATED

_NEWEST = "{moment} DESC, p.stem DESC, p.rank DESC"
_OLDEST = "{moment}, p.stem, p.rank"
_MAX_DRIVING_SHARE = 1 / 64
"""A key of less than this share of all posts drives the query, not its words: it costs less to test
its posts than to go through the hits."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is answered."""

    parts: tuple[Ordered, ...]
    """Statements; what one gives follows what those before it gave."""
    count: int | None
    """How many posts there are, where the index keeps count of that."""
    counting: tuple[Sql, ...]
    """Give numbers whose sum is how many posts there are, in a third of the time that it takes to
    get theirs. Where there are several, each may be asked of a connection of its own."""
    source: Sql
    """The same posts without an order: what stands after FROM."""
    texts_to_test: int = 0
    """Posts at most whose files are read to answer it."""


@dataclass(frozen=True, slots=True)
class _KnownKey:
    """A key that every answer has."""

    count: int
    number: int
    condition: Condition


class _Sorted:
    """A query's parts, by how they are looked up."""

    def __init__(self, connection: sqlite3.Connection, parts: Iterable[Condition]) -> None:
        self.keys: list[_KnownKey] = []
        self.words: list[Condition] = []
        self.words_left_out: list[Condition] = []
        self.others: list[Condition] = []
        for part in parts:
            key = posting_key_of(part)
            if key is not None:
                self.keys.append(_find_key(connection, key, part))
            elif match_expression(part) is not None:
                self.words.append(part)
            elif isinstance(part, Not) and match_expression(part.part) is not None:
                self.words_left_out.append(part)
            else:
                self.others.append(part)
        self.keys.sort(key=lambda key: (key.count, key.number))


def make_plan(
    connection: sqlite3.Connection, query: Query, marks: MarkedNumbers, now: Callable[[], datetime]
) -> Plan:
    """Return the plan for a query, and prepare what its statements refer to.

    Args:
        connection: The index; temporary tables are made in it, so the plan holds for it alone.
        query: What is asked.
        marks: The user's.
        now: Returns the moment that spans such as ``7d`` are counted from, in the zone of the user.
    """
    metadata = read_metadata(connection)
    has_all_texts = metadata.texts == metadata.posts
    conditions = Conditions(connection, marks, now, has_all_texts=has_all_texts)
    by_lookup = _Sorted(connection, query.parts)
    if query.order is Order.CATEGORY:
        _rank_categories(connection)
    elif query.order is Order.READ:
        _rank_read(connection, marks)
    keys = by_lookup.keys
    is_few = bool(keys) and keys[0].count < metadata.posts * _MAX_DRIVING_SHARE
    is_by_age = query.order not in {Order.TITLE, Order.CATEGORY, Order.READ}
    if by_lookup.words and not is_few and is_by_age:
        plan = _plan_by_words(connection, conditions, by_lookup, query.order)
    else:
        plan = _plan_by_posts(conditions, by_lookup, query.order, metadata)
    return replace(plan, texts_to_test=_texts_to_test(connection, query, keys, metadata))


def _texts_to_test(
    connection: sqlite3.Connection,
    query: Query,
    keys: Sequence[_KnownKey],
    metadata: IndexMetadata,
) -> int:
    """Return a bound on the files to read: those of a key, or those that have a pattern's words."""
    if not any(_tests_texts(leaf) for leaf in leaves(query.condition)):
        return 0
    bounds = [metadata.posts, *(key.count for key in keys)]
    for part in query.parts:
        if (
            isinstance(part, Matches)
            and part.reads_text
            and (words := pattern_expression(part.pattern))
        ):
            (hits,) = connection.execute(
                "SELECT count(*) FROM texts WHERE texts MATCH ?", (words,)
            ).fetchone()
            bounds.append(hits + metadata.posts - metadata.texts)
    return max(min(bounds), 1)


def _tests_texts(leaf: Leaf) -> bool:
    return isinstance(leaf, Matches) and leaf.reads_text


def _plan_by_posts(
    conditions: Conditions, by_lookup: _Sorted, order: Order, metadata: IndexMetadata
) -> Plan:
    """Go through the postings of the rarest key, or through all posts by their moments."""
    keys = by_lookup.keys
    rest = [*by_lookup.others, *by_lookup.words, *by_lookup.words_left_out]
    if keys:
        rest = [*(key.condition for key in keys[1:]), *rest]
        source, moment = "postings q CROSS JOIN posts p ON p.number = q.post", "q.moment"
        tested = [Sql("q.key = ?", (keys[0].number,))]
        count = keys[0].count
    else:
        source, moment, tested, count = "posts p", "p.moment", [TRUE], metadata.posts
    where = joined("AND", [*tested, *map(conditions.translate, rest)])
    if order is Order.CATEGORY:
        source += " JOIN temp.category_ranks r ON r.list = p.categories"
    elif order is Order.READ:
        source += " LEFT JOIN temp.read_ranks r ON r.post = p.number"
    found = Sql(f"{source} WHERE {where.text}", where.values)
    parts = tuple(
        Ordered(
            f"SELECT p.number FROM {found.text}{more.format(moment=moment)}"
            f" ORDER BY {by.format(moment=moment)} LIMIT ?",
            (*found.values, LIMIT),
        )
        for more, by in _orders(order)
    )
    return Plan(parts, None if rest else count, (_count(found),), found)


def _plan_by_words(
    connection: sqlite3.Connection, conditions: Conditions, by_lookup: _Sorted, order: Order
) -> Plan:
    """Go through the hits of the full-text index, then through posts whose texts are missing."""
    words = all_of(*by_lookup.words, *by_lookup.words_left_out)
    rest = [*(key.condition for key in by_lookup.keys), *by_lookup.others]
    expression = match_expression(words)
    where = joined("AND", [TRUE, *map(conditions.translate, rest)])
    hits = Sql(
        f"texts t CROSS JOIN posts p ON p.text = t.rowid WHERE t.texts MATCH ? AND ({where.text})",
        (expression, *where.values),
    )
    counting = (_count(hits),) if rest else _count_hits(connection, expression)
    if conditions.has_all_texts:
        return Plan(ordered_hits(connection, hits, order), None, counting, hits)
    untold = joined("AND", [Sql("p.text IS NULL"), where, conditions.translate(words)])
    missing = Sql(f"posts p WHERE {untold.text}", untold.values)
    parts = ordered_hits(connection, hits, order, missing)
    both = Sql(
        f"posts p WHERE p.number IN (SELECT p.number FROM {hits.text}"
        f" UNION ALL SELECT p.number FROM {missing.text})",
        (*hits.values, *missing.values),
    )
    return Plan(parts, None, (_count(both),), both)


def _orders(order: Order) -> Sequence[tuple[str, str]]:
    """Return conditions, and the order of the posts that meet them, one part after another."""
    match order:
        case Order.NEWEST | Order.RELEVANCE:
            return (("", _NEWEST),)
        case Order.OLDEST:
            dated, undated = f" AND {{moment}} > {UNDATED}", f" AND {{moment}} = {UNDATED}"
            return ((dated, _OLDEST), (undated, _OLDEST))
        case Order.TITLE:
            return (("", f"p.title_key, {_NEWEST}"),)
        case Order.CATEGORY:
            return (("", f"r.rank, {_NEWEST}"),)
        case Order.READ:
            return (("", f"r.rank IS NULL, r.rank, {_NEWEST}"),)
        case _:
            assert_never(order)


def _count(found: Sql) -> Sql:
    return Sql(f"SELECT count(*) FROM {found.text}", found.values)


def _count_hits(connection: sqlite3.Connection, expression: str | None) -> tuple[Sql, ...]:
    """Count without looking at the posts, but for texts that no post has any more."""
    is_stale = connection.execute("SELECT 1 FROM stale_texts LIMIT 1").fetchone()
    but = " AND rowid NOT IN (SELECT text FROM stale_texts)" if is_stale else ""
    counting = f"SELECT count(*) FROM texts WHERE texts MATCH ?{but} AND rowid"
    middle = middle_text(connection)
    return tuple(Sql(f"{counting} {half} ?", (expression, middle)) for half in ("<=", ">"))


def _find_key(connection: sqlite3.Connection, key: PostingKey, condition: Condition) -> _KnownKey:
    """Return a key's count and number; one that no post has is the number -1."""
    row = connection.execute(
        "SELECT count, number FROM posting_keys WHERE kind = ? AND name = ?", key
    ).fetchone()
    count, number = row or (0, -1)
    return _KnownKey(count, number, condition)


def _rank_categories(connection: sqlite3.Connection) -> None:
    """Keep the place of each list of categories among all, by the first of them."""
    rows = connection.execute("SELECT number, names FROM lists WHERE as_categories > 0")
    keys = {number: category_key(tuple(json.loads(names))) for number, names in rows}
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys.values())))}
    connection.execute(
        "CREATE TABLE IF NOT EXISTS temp.category_ranks (list INTEGER PRIMARY KEY, rank INTEGER)"
    )
    connection.execute("DELETE FROM temp.category_ranks")
    connection.executemany(
        "INSERT INTO temp.category_ranks VALUES (?, ?)",
        [(number, ranks[key]) for number, key in keys.items()],
    )


def _rank_read(connection: sqlite3.Connection, marks: MarkedNumbers) -> None:
    """Keep the place of each post that was read lately among all of them."""
    ranks = enumerate(marks.recently_read(connection))
    connection.execute(
        "CREATE TABLE IF NOT EXISTS temp.read_ranks (post INTEGER PRIMARY KEY, rank INTEGER)"
    )
    connection.execute("DELETE FROM temp.read_ranks")
    connection.executemany(
        "INSERT INTO temp.read_ranks VALUES (?, ?)", [(post, rank) for rank, post in ranks]
    )

"""A query becomes SQL that gives the numbers of its posts in order.

The posts of a category or a tag are read off its postings, which stand in the order of time; the
terms that remain are tested on each post that comes by. So the first page of most queries is
there without looking at the others.
"""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import assert_never

from reader.archive.ordering import category_key, moment_us
from reader.archive.query import (
    Dated,
    HasState,
    HasTag,
    InCategory,
    Order,
    PostState,
    Query,
    Term,
    TitleWord,
    Undated,
    fold,
)
from reader.index.facts import read_facts
from reader.index.finding import numbers_of
from reader.index.labels import PROBLEM_LABEL, Label, LabelKind
from reader.index.schema import UNDATED
from reader.state.reading_state import Mark, ReadingState

_DAY = timedelta(days=1)
_NO_TEXT = re.compile("[\ud800-\udfff]")
_NEWEST = "{moment} DESC, p.stem DESC, p.rank DESC"
_OLDEST = "{moment}, p.stem, p.rank"


@dataclass(frozen=True, slots=True)
class Part:
    """One statement; what it gives follows what the parts before it gave."""

    sql: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a query is answered."""

    parts: tuple[Part, ...]
    count: int | None
    """How many posts there are, where the index keeps count of that."""
    counting: Part
    """Gives how many posts there are, in a third of the time that it takes to get their numbers."""
    source: str
    """The same posts without an order: what stands after FROM."""
    values: tuple[object, ...]


@dataclass(slots=True)
class _Terms:
    """A query's terms, sorted by how they are looked up."""

    labels: list[Label]
    conditions: list[str]
    values: list[object]


def make_plan(connection: sqlite3.Connection, query: Query, state: ReadingState) -> Plan:
    """Return the plan for a query, and prepare what its statements refer to.

    Args:
        connection: The index; temporary tables are made in it, so the plan holds for it alone.
        query: What is asked.
        state: The person's marks.
    """
    terms = _Terms([], [], [])
    for term in query.terms:
        _add(connection, terms, term, state)
    numbered = sorted(_numbers(connection, terms.labels))
    if numbered:
        count, driver = numbered[0]
        source = "postings q CROSS JOIN posts p ON p.number = q.post"
        moment = "q.moment"
        terms.conditions.insert(0, "q.label = ?")
        terms.values.insert(0, driver)
    else:
        count, source, moment = read_facts(connection).posts, "posts p", "p.moment"
    for _, label in numbered[1:]:
        terms.conditions.append(
            "EXISTS (SELECT 1 FROM postings o"
            " WHERE o.label = ? AND o.moment = p.moment AND o.post = p.number)"
        )
        terms.values.append(label)
    is_counted = len(terms.conditions) == bool(numbered)
    where = " AND ".join(f"({condition})" for condition in terms.conditions) or "1"
    values = tuple(terms.values)
    if query.order is Order.CATEGORY:
        _rank_categories(connection)
        source += " JOIN temp.category_ranks r ON r.list = p.categories"
    parts = tuple(
        Part(
            f"SELECT p.number FROM {source} WHERE {where}{more.format(moment=moment)}"
            f" ORDER BY {order.format(moment=moment)}",
            values,
        )
        for more, order in _orders(query.order)
    )
    found = f"{source} WHERE {where}"
    counting = Part(f"SELECT count(*) FROM {found}", values)
    return Plan(parts, count if is_counted else None, counting, found, values)


def _orders(order: Order) -> Sequence[tuple[str, str]]:
    """Return conditions, and the order of the posts that meet them, one part after another."""
    match order:
        case Order.NEWEST:
            return (("", _NEWEST),)
        case Order.OLDEST:
            dated, undated = f" AND {{moment}} > {UNDATED}", f" AND {{moment}} = {UNDATED}"
            return ((dated, _OLDEST), (undated, _OLDEST))
        case Order.TITLE:
            return (("", f"p.title_key, {_NEWEST}"),)
        case Order.CATEGORY:
            return (("", f"r.rank, {_NEWEST}"),)
        case _:
            assert_never(order)


def _add(connection: sqlite3.Connection, terms: _Terms, term: Term, state: ReadingState) -> None:
    match term:
        case TitleWord(text):
            terms.conditions.append("instr(coalesce(p.folded_title, p.title), ?) > 0")
            terms.values.append(_typed(text))
        case InCategory(name):
            terms.labels.append((LabelKind.CATEGORY, _typed(name)))
        case HasTag(name):
            terms.labels.append((LabelKind.TAG, _typed(name)))
        case Dated(first, end):
            _add_dates(terms, first, end)
        case Undated():
            terms.conditions.append(f"p.moment = {UNDATED}")
        case HasState(wanted):
            _add_state(connection, terms, wanted, state)
        case _:
            assert_never(term)


def _typed(text: str) -> str:
    """Fold what was typed; a byte that is no text becomes a character that no post has."""
    return _NO_TEXT.sub("\uffff", fold(text))


def _add_dates(terms: _Terms, first: date | None, end: date | None) -> None:
    """Bound the moment, which is indexed, by what any offset allows, then test the day itself."""
    if first is not None:
        terms.conditions += (f"p.moment >= {_start_us(first) - _us(_DAY)}", "p.day >= ?")
        terms.values.append(first.toordinal())
    if end is not None:
        terms.conditions += (f"p.moment < {_start_us(end) + _us(_DAY)}", "p.day < ?")
        terms.values.append(end.toordinal())


def _start_us(day: date) -> int:
    return moment_us(datetime(day.year, day.month, day.day, tzinfo=UTC))


def _us(span: timedelta) -> int:
    return span // timedelta(microseconds=1)


def _add_state(
    connection: sqlite3.Connection, terms: _Terms, wanted: PostState, state: ReadingState
) -> None:
    match wanted:
        case PostState.PROBLEM:
            terms.labels.append(PROBLEM_LABEL)
        case PostState.STARRED:
            _keep_marked(connection, Mark.STARRED, state)
            terms.conditions.append("p.number IN temp.marked_starred")
        case PostState.READ:
            _keep_marked(connection, Mark.READ, state)
            terms.conditions.append("p.number IN temp.marked_read")
        case PostState.UNREAD:
            _keep_marked(connection, Mark.READ, state)
            terms.conditions.append("p.number NOT IN temp.marked_read")
        case _:
            assert_never(wanted)


def _keep_marked(connection: sqlite3.Connection, mark: Mark, state: ReadingState) -> None:
    table = f"temp.marked_{mark.value}"
    connection.execute(f"CREATE TABLE IF NOT EXISTS {table} (post INTEGER PRIMARY KEY)")
    connection.execute(f"DELETE FROM {table}")
    numbers = numbers_of(connection, state.marked(mark))
    connection.executemany(f"INSERT INTO {table} VALUES (?)", [(number,) for number in numbers])


def _numbers(connection: sqlite3.Connection, labels: Sequence[Label]) -> list[tuple[int, int]]:
    """Return count and number of each label; one that no post has counts as the number -1."""
    found = []
    for label in dict.fromkeys(labels):
        row = connection.execute(
            "SELECT count, number FROM labels WHERE kind = ? AND name = ?", label
        ).fetchone()
        found.append((0, -1) if row is None else (row[0], row[1]))
    return found


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

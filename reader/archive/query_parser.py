"""A query as a person types it, read into a `Query`.

Terms are parted by spaces and must all hold: a word or a ``"phrase"`` of the title,
``category:``, ``tag:``, ``after:`` (that day or later), ``before:`` (earlier than that day),
``date:`` (a day, month or year, ``FIRST..LAST``, or ``none``) and ``is:``; ``sort:`` says in which
order, and the last one holds. What only looks like a key (``http://…``, ``10:30``) is a word: a
plain word is never an error.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

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
)
from reader.errors import QueryError

_TOKEN = re.compile(
    r"""\s*(?:(?P<key>category|tag|after|before|date|is|sort):)?
    (?:"(?P<quoted>(?:[^"\\]|\\.)*)(?P<close>"?)|(?P<bare>[^\s"]+))?""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_DAY = re.compile(r"(?a:(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)")
_DATE_WANTED = "a date such as 2022, 2022-04 or 2022-04-28"


def parse_query(text: str) -> Query:
    """Read a query; empty text asks for every post.

    Raises:
        QueryError: A quotation mark is not closed, or what follows a key is not of its kind.
    """
    terms: list[Term] = []
    order = Order.NEWEST
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None or match.end() == position:
            raise QueryError(text, position, "a word")
        term = _read_term(text, match)
        if isinstance(term, Order):
            order = term
        else:
            terms.append(term)
        position = match.end()
    return Query(tuple(terms), order)


def _read_term(text: str, match: re.Match[str]) -> Term | Order:
    key, quoted, bare = match["key"], match["quoted"], match["bare"]
    if quoted is not None and not match["close"]:
        raise QueryError(text, len(text), 'a closing "')
    value = bare if quoted is None else _ESCAPED.sub(r"\1", quoted)
    if key is None:
        return TitleWord(value or "")
    start = match.end("key") + 1
    if value is None:
        raise QueryError(text, start, f"something after {key}:")
    try:
        return _READERS[key.lower()](value)
    except _ExpectedError as error:
        raise QueryError(text, start, str(error)) from None


class _ExpectedError(ValueError):
    """Says what should have stood after a key."""


def _read_state(value: str) -> Term:
    try:
        return HasState(PostState(value.lower()))
    except ValueError:
        raise _ExpectedError(", ".join(state.value for state in PostState)) from None


def _read_order(value: str) -> Order:
    try:
        return Order(value.lower())
    except ValueError:
        raise _ExpectedError(", ".join(order.value for order in Order)) from None


def _read_dates(value: str) -> Term:
    if value.lower() == "none":
        return Undated()
    first, is_range, last = value.partition("..")
    start = read_period(first)[0] if first or not is_range else None
    end = read_period(last if is_range else first)[1] if last or not is_range else None
    if start is None and end is None:
        raise _ExpectedError(_DATE_WANTED)
    if start is not None and end is not None and start >= end:
        raise _ExpectedError("a range whose first date is not after its last")
    return Dated(start, end)


def _read_before(value: str) -> Term:
    return Dated(None, read_period(value)[0])


def _read_after(value: str) -> Term:
    return Dated(read_period(value)[0], None)


def read_period(value: str) -> tuple[date, date | None]:
    """Return the first day of a year, month or day, and the first day after it.

    The end is None for what ends with the last day that can be told.

    Raises:
        ValueError: The text is no date; the message says what it should have been.
    """
    match = _DAY.fullmatch(value)
    if match is None:
        raise _ExpectedError(_DATE_WANTED)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise _ExpectedError("a date that exists") from None
    days = 1 if day else 31 if month else 366
    try:
        end = first + timedelta(days=days)
    except OverflowError:
        return first, None
    return first, end if day else end.replace(day=1) if month else date(first.year + 1, 1, 1)


_READERS: dict[str, Callable[[str], Term | Order]] = {
    "category": InCategory,
    "tag": HasTag,
    "after": _read_after,
    "before": _read_before,
    "date": _read_dates,
    "is": _read_state,
    "sort": _read_order,
}

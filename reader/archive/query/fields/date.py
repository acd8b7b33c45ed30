"""``date:``, ``before:`` and ``after:``: the day of a post, or the moment within it."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum

from reader.archive.query.candidate import Candidate, MatchContext, Predicate
from reader.archive.query.dates.periods import Days, date_wanted, read_period
from reader.archive.query.dates.spans import (
    Span,
    resolve_range,
    resolve_span,
    span_name,
    span_names,
)
from reader.archive.query.dates.times import Moments
from reader.archive.query.dates.wording import one_wording
from reader.archive.query.key import Completions, ExpectedError, Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Form, Term
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop


class Side(Enum):
    """Which days a span stands for; the value is the key that asks for it."""

    IN = "date"
    BEFORE = "before"
    AFTER = "after"
    """From its first day on."""


@dataclass(frozen=True, slots=True)
class Dated(Leaf):
    """The post's own calendar date is in ``first <= date < end``.

    None leaves a side open; at least one is given, and `first` is before `end`.
    """

    first: date | None
    end: date | None

    def predicate(self, context: MatchContext) -> Predicate:
        """Compare the day in the post's own offset."""
        first, end = self.first, self.end

        def is_dated(it: Candidate) -> bool:
            if it.post.date is None:
                return False
            day = it.post.date.date()
            return (first is None or first <= day) and (end is None or day < end)

        return is_dated

    def term(self) -> Term:
        """Return a range, or what is open on one side."""
        if self.first is None or self.end is None:
            key, day = (BEFORE, self.end) if self.first is None else (AFTER, self.first)
            return Term(key.name, str(day), Form.AS_IT_IS)
        last = self.end - timedelta(days=1)
        return Term(DATE.name, f"{self.first}..{last}", Form.AS_IT_IS)


@dataclass(frozen=True, slots=True)
class Recent(Leaf):
    """The post is on one side of a span that moves with the days, or lies within a day."""

    span: str
    """As `spans.span_name` has it."""
    side: Side = Side.IN

    def span_at(self, now: datetime) -> Span:
        """Return what it means now."""
        span = resolve_span(self.span, now)
        match self.side:
            case Side.IN:
                return span
            case Side.AFTER:
                return span._replace(end=None)
            case Side.BEFORE if isinstance(span, Moments):
                return Moments(None, span.first)
            case Side.BEFORE:
                return Days(None, span.first)

    def predicate(self, context: MatchContext) -> Predicate:
        """Compare with what the span means now."""
        return _predicate(self.span_at(context.now), context)

    def term(self) -> Term:
        """Return the span's name, so that it goes on moving."""
        return Term(self.side.value, self.span, Form.AS_IT_IS)


@dataclass(frozen=True, slots=True)
class Between(Leaf):
    """The post is in a range of which one side moves with the days, or lies within a day."""

    first: str
    """As `spans.span_name` has it, or a day; empty where that side is open."""
    last: str
    """The same; all of it belongs to the range."""

    def span_at(self, now: datetime) -> Span:
        """Return what it means now."""
        return resolve_range(self.first, self.last, now)

    def predicate(self, context: MatchContext) -> Predicate:
        """Compare with what the range means now."""
        return _predicate(self.span_at(context.now), context)

    def term(self) -> Term:
        """Return the names of both sides, so that they go on moving."""
        return Term(DATE.name, f"{self.first}..{self.last}", Form.AS_IT_IS)


def _predicate(span: Span, context: MatchContext) -> Predicate:
    if not isinstance(span, Moments):
        return Dated(*span).predicate(context)
    first, end = span

    def is_within(it: Candidate) -> bool:
        moment = it.post.date
        if moment is None:
            return False
        return (first is None or first <= moment) and (end is None or moment < end)

    return is_within


@dataclass(frozen=True, slots=True)
class Undated(Leaf):
    """The post has no date."""

    def predicate(self, context: MatchContext) -> Predicate:
        """Look whether there is one."""
        return lambda it: it.post.date is None

    def term(self) -> Term:
        """Return the word for it."""
        return Term(DATE.name, _NONE, Form.AS_IT_IS)


_NONE, _NONE_TWIN = "none", "无"
_TO = re.compile(r"\.\.|~|至|到")
_SOME_TIMES = (datetime(2, 7, 17, 12, tzinfo=UTC), datetime(9998, 2, 28, 23, tzinfo=UTC))
"""Long ago and long from now: a range that is empty at both is taken for a mistake."""


def _read_date(value: str) -> Leaf:
    value = one_wording(value)
    if value in {_NONE, _NONE_TWIN}:
        return Undated()
    name = span_name(value)
    if name is not None:
        return Recent(name)
    sides = _TO.split(value)
    if len(sides) == 1:
        return Dated(*_period(value))
    if len(sides) > len(Side) - 1 or not any(sides):
        raise _no_date()
    return _range(sides[0].strip(), sides[1].strip())


def _range(first: str, last: str) -> Leaf:
    if first and last and _is_empty(first, last):
        raise ExpectedError(_("expected a range whose first date is not after its last"))
    start, stop = span_name(first), span_name(last)
    if start is None and stop is None:
        return Dated(_period(first)[0] if first else None, _period(last)[1] if last else None)
    if start is not None and not last:
        return Recent(start, Side.AFTER)
    return Between(start or _first_day(first), stop or _last_day(last))


def _is_empty(first: str, last: str) -> bool:
    names = [span_name(side) or str(_period(side) and side) for side in (first, last)]
    for now in _SOME_TIMES:
        start, end = resolve_range(names[0], names[1], now)
        if start is None or end is None or start < end:
            return False
    return True


def _first_day(text: str) -> str:
    return str(_period(text)[0]) if text else ""


def _last_day(text: str) -> str:
    end = _period(text)[1] if text else None
    return str(end - timedelta(days=1)) if end else ""


def _read_before(value: str) -> Leaf:
    span = span_name(value)
    return Recent(span, Side.BEFORE) if span else Dated(None, _period(value)[0])


def _read_after(value: str) -> Leaf:
    span = span_name(value)
    return Recent(span, Side.AFTER) if span else Dated(_period(value)[0], None)


def _period(value: str) -> tuple[date, date | None]:
    try:
        return read_period(value)
    except ValueError as error:
        if str(error) == date_wanted():
            raise _no_date() from None
        raise ExpectedError(str(error)) from None


def _no_date() -> ExpectedError:
    return ExpectedError(
        _("expected a date such as 2022, 2022-04, 2022-04-28, today, 7d, 09:30 or 3h")
    )


_SPANS = (*filter(str.isascii, span_names()), "7d", "30d", "3m", "1y")
_SPAN_TWINS = tuple(name for name in span_names() if not name.isascii())
_SPANS_AND_PERIODS = Completions(_SPANS, _SPAN_TWINS, "date")

DATE = Key(
    "date",
    ("日期",),
    gettext_noop("a day, month, year or time, FIRST..LAST, a span such as 7d or 3h, or none"),
    _read_date,
    Completions((*_SPANS, _NONE), (*_SPAN_TWINS, _NONE_TWIN), "date"),
)
BEFORE = Key(
    "before",
    ("之前", "早于", "早於"),
    gettext_noop("posts before that day or time"),
    _read_before,
    _SPANS_AND_PERIODS,
)
AFTER = Key(
    "after",
    ("之后", "晚于", "之後", "晚於"),
    gettext_noop("posts from that day or time on"),
    _read_after,
    _SPANS_AND_PERIODS,
)

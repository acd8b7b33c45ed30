"""``date:``, ``before:`` and ``after:``: the post's own calendar date."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from reader.archive.query.candidate import Candidate, MatchContext, Predicate
from reader.archive.query.fields.key import Completions, ExpectedError, Key
from reader.archive.query.model import Leaf
from reader.archive.query.periods import (
    DATE_WANTED,
    read_period,
    resolve_span,
    span_name,
    span_names,
)
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
    """The post's own calendar date is on one side of a span that moves with the days."""

    span: str
    """As `periods.span_name` has it."""
    side: Side = Side.IN

    def dated(self, today: date) -> Dated:
        """Return what it means today."""
        first, end = resolve_span(self.span, today)
        match self.side:
            case Side.IN:
                return Dated(first, end)
            case Side.AFTER:
                return Dated(first, None)
            case Side.BEFORE:
                return Dated(None, first)

    def predicate(self, context: MatchContext) -> Predicate:
        """Compare with the days that the span means today."""
        return self.dated(context.today).predicate(context)

    def term(self) -> Term:
        """Return the span's name, so that it goes on moving."""
        return Term(self.side.value, self.span, Form.AS_IT_IS)


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


def _read_date(value: str) -> Leaf:
    if value.lower() in {_NONE, _NONE_TWIN}:
        return Undated()
    span = span_name(value)
    if span is not None:
        return Recent(span)
    first, is_range, last = value.partition("..")
    start = _period(first)[0] if first or not is_range else None
    end = _period(last if is_range else first)[1] if last or not is_range else None
    if start is None and end is None:
        raise ExpectedError(_(DATE_WANTED))
    if start is not None and end is not None and start >= end:
        raise ExpectedError(_("expected a range whose first date is not after its last"))
    return Dated(start, end)


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
        raise ExpectedError(str(error)) from None


_SPANS = (*filter(str.isascii, span_names()), "7d", "30d", "3m", "1y")
_SPAN_TWINS = tuple(name for name in span_names() if not name.isascii())
_SPANS_AND_PERIODS = Completions(_SPANS, _SPAN_TWINS, "date")

DATE = Key(
    "date",
    ("日期",),
    gettext_noop("a day, month, year, FIRST..LAST, a span such as 7d, or none"),
    _read_date,
    Completions((*_SPANS, _NONE), (*_SPAN_TWINS, _NONE_TWIN), "date"),
)
BEFORE = Key(
    "before",
    ("之前", "早于"),
    gettext_noop("dates before that day"),
    _read_before,
    _SPANS_AND_PERIODS,
)
AFTER = Key(
    "after", ("之后", "晚于"), gettext_noop("that day or later"), _read_after, _SPANS_AND_PERIODS
)

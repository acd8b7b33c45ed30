"""Any span as it is kept by its one name: of days that move, of fixed days, or within a day."""

import re
from datetime import date, datetime, timedelta

from reader.archive.query.dates.moving_days import days_name, days_names, next_days, resolve_days
from reader.archive.query.dates.periods import Days, read_period
from reader.archive.query.dates.times import (
    Moments,
    resolve_time,
    start_of,
    time_name,
    time_names,
)

Span = Days | Moments
_AGO = re.compile(r"\d+(?:[dwmyh]|min)", re.ASCII)


def span_name(value: str) -> str | None:
    """Return the one name of a span that moves, or lies within a day; else None."""
    return days_name(value) or time_name(value)


def span_names() -> list[str]:
    """Return words that name such a span, in both languages."""
    return [*days_names(), *time_names()]


def resolve_span(name: str, now: datetime) -> Span:
    """Return what a span means.

    Args:
        name: As `span_name` returns it, or a fixed period as `read_period` reads it.
        now: In the zone that the user wants.
    """
    if days_name(name) == name:
        return resolve_days(name, now.date())
    return resolve_time(name, now) if time_name(name) == name else Days(*read_period(name))


def resolve_range(first: str, last: str, now: datetime) -> Span:
    """Return all from the first moment of one span to the last one of another.

    A last weekday, month or day of a month that would lie before the first is the next one. A last
    span such as ``3d`` ends three days ago.

    Args:
        first: As in `resolve_span`; nothing leaves that side open.
        last: The same.
        now: In the zone that the user wants.
    """
    start = resolve_span(first, now) if first else Days(None, None)
    stop = _stop(last, now) if last else Days(None, None)
    if isinstance(start, Days) and isinstance(stop, Days):
        if start.first and stop.end and start.first >= stop.end:
            stop = next_days(last, start.first) or stop
        return Days(start.first, stop.end)
    return Moments(_moment(start.first, now), _moment(stop.end, now))


def _stop(last: str, now: datetime) -> Span:
    span = resolve_span(last, now)
    if not _AGO.fullmatch(last) or span.first is None:
        return span
    if isinstance(span, Days):
        return Days(span.first, span.first + timedelta(days=1))
    return Moments(None, span.first)


def _moment(side: date | datetime | None, now: datetime) -> datetime | None:
    if side is None or isinstance(side, datetime):
        return side
    return start_of(side, now.tzinfo)

"""Spans of days as the user types them: ``2022-04``, ``7d``, ``today``, ``上周``.

A span that moves with the days keeps its name, so that a saved query goes on meaning it.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

_DAY = re.compile(r"(?a:(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?)")
_AGO = re.compile(r"(?a:(\d{1,4})([dwmy]))")
_ONE = timedelta(days=1)

Period = tuple[date | None, date | None]
"""The first day, and the first day after the last; None where dates end."""

_DAYS_OF_UNIT = {"d": 1, "w": 7, "m": 30, "y": 365}

DATE_WANTED = gettext_noop("expected a date such as 2022, 2022-04, 2022-04-28, today or 7d")
"""To be translated where it is said."""


def read_period(value: str) -> tuple[date, date | None]:
    """Return the first day of a year, month or day, and the first day after it.

    The end is None for what ends with the last day that can be told.

    Raises:
        ValueError: The text is no date; the message says what it should have been.
    """
    match = _DAY.fullmatch(value)
    if match is None:
        raise ValueError(_(DATE_WANTED))
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ValueError(_("expected a date that exists")) from None
    days = 1 if day else 31 if month else 366
    try:
        end = first + timedelta(days=days)
    except OverflowError:
        return first, None
    return first, end if day else end.replace(day=1) if month else date(first.year + 1, 1, 1)


def span_name(value: str) -> str | None:
    """Return the one name of a span that moves with the days, or None where it is no such."""
    value = value.lower()
    if _AGO.fullmatch(value):
        return value
    return _NAMES.get(value)


def span_names() -> list[str]:
    """Return every word that names a moving span."""
    return list(_NAMES)


def resolve_span(name: str, today: date) -> Period:
    """Return the days that a span means today.

    Args:
        name: As `span_name` returns it.
        today: The day in the zone that the user wants.
    """
    ago = _AGO.fullmatch(name)
    if ago:
        days = min(int(ago[1]) * _DAYS_OF_UNIT[ago[2]], today.toordinal() - 1)
        return today - timedelta(days=days), today + _ONE
    return _SPANS[name](today)


def _month(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(max(number // 12, 1), number % 12 + 1, 1)


def _week(today: date) -> date:
    return today - timedelta(days=today.weekday())


_SPANS: dict[str, Callable[[date], Period]] = {
    "today": lambda today: (today, today + _ONE),
    "yesterday": lambda today: (today - _ONE, today),
    "the-day-before-yesterday": lambda today: (today - 2 * _ONE, today - _ONE),
    "this-week": lambda today: (_week(today), _week(today) + 7 * _ONE),
    "last-week": lambda today: (_week(today) - 7 * _ONE, _week(today)),
    "this-month": lambda today: (_month(today, 0), _month(today, 1)),
    "last-month": lambda today: (_month(today, -1), _month(today, 0)),
    "this-year": lambda today: (date(today.year, 1, 1), date(today.year + 1, 1, 1)),
    "last-year": lambda today: (date(today.year - 1, 1, 1), date(today.year, 1, 1)),
}
"""Weeks begin on Monday (ISO 8601)."""

_NAMES = {name: name for name in _SPANS} | {
    "今天": "today",
    "今日": "today",
    "昨天": "yesterday",
    "昨日": "yesterday",
    "前天": "the-day-before-yesterday",
    "本周": "this-week",
    "这周": "this-week",
    "上周": "last-week",
    "本月": "this-month",
    "这个月": "this-month",
    "上月": "last-month",
    "上个月": "last-month",
    "今年": "this-year",
    "去年": "last-year",
}

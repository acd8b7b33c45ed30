"""Spans of days that move with the days: ``7d``, ``today``, ``monday``, ``上周``, ``3月5日``.

A span keeps its name, so that a saved query goes on meaning it. A weekday, a month or a day of a
month is the latest one that has begun.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from reader.archive.query.dates.periods import Days
from reader.archive.query.dates.wording import one_wording

_ONE = timedelta(days=1)
_WEEK = 7 * _ONE
_MAX_MONTHS = 12
_AGO = re.compile(r"(?:最?近|过去)?(\d{1,4}) ?(d|w|m|y|天|日|个?星期|周|个月|年)", re.ASCII)
_UNITS = {"天": "d", "日": "d", "个星期": "w", "星期": "w", "周": "w", "个月": "m", "年": "y"}
_DAYS_OF_UNIT = {"d": 1, "w": 7, "m": 30, "y": 365}
_RECURRING = re.compile(r"(\d{1,2})月(?:(\d{1,2})[日号]?)?", re.ASCII)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_name(value: str) -> str | None:
    """Return the one name of a span of days that moves, or None where it is no such."""
    value = one_wording(value)
    ago = _AGO.fullmatch(value)
    if ago:
        unit = _UNITS.get(ago[2], ago[2])
        is_months = ago[2] != "m" or int(ago[1]) <= _MAX_MONTHS
        return f"{int(ago[1])}{unit}" if is_months else None
    recurring = _RECURRING.fullmatch(value)
    if recurring and _exists(recurring):
        return f"{int(recurring[1])}月" + (f"{int(recurring[2])}日" if recurring[2] else "")
    return _NAMES.get(value)


def days_names() -> list[str]:
    """Return words that name such a span, in both languages."""
    return [*_SPANS, *_CHINESE, *(name for name in _weekday_names() if not name.isascii())]


def is_one_day(name: str) -> bool:
    """Say whether a span, as `days_name` has it, is a single day."""
    return name in _SINGLE or name.endswith("日") or name.startswith(_WEEKDAYS)


def resolve_days(name: str, today: date) -> Days:
    """Return the days that a span means.

    Args:
        name: As `days_name` returns it.
        today: The day in the zone that the user wants.
    """
    ago = _AGO.fullmatch(name)
    if ago:
        days = min(int(ago[1]) * _DAYS_OF_UNIT[ago[2]], today.toordinal() - 1)
        return Days(today - timedelta(days=days), today + _ONE)
    recurring = _RECURRING.fullmatch(name)
    if recurring:
        return _latest(int(recurring[1]), int(recurring[2] or 0), today)
    weekday, _, week = name.partition("-")
    if weekday in _WEEKDAYS:
        return _weekday(_WEEKDAYS.index(weekday), week, today)
    return Days(*_SPANS[name](today))


def next_days(name: str, first: date) -> Days | None:
    """Return the next span that has begun after a day, of one that comes again; else None."""
    if _RECURRING.fullmatch(name):
        return resolve_days(name, first + timedelta(days=364))
    return resolve_days(name, first + 6 * _ONE) if name in _WEEKDAYS else None


def _exists(recurring: re.Match[str]) -> bool:
    month, day = int(recurring[1]), int(recurring[2] or 1)
    return 1 <= month <= len(_LONGEST_MONTHS) and 1 <= day <= _LONGEST_MONTHS[month - 1]


def _latest(month: int, day: int, today: date) -> Days:
    """Return the latest month, or day of it, that has begun; of 29 February in a leap year."""
    for year in range(today.year, 0, -1):
        try:
            first = date(year, month, day or 1)
        except ValueError:
            continue
        if first <= today:
            return Days(first, first + _ONE if day else _month(first, 1))
    return Days(today, today)


def _weekday(number: int, week: str, today: date) -> Days:
    start = _week(today)
    if week:
        first = start + number * _ONE - (_WEEK if week == "last-week" else 0 * _ONE)
    else:
        first = today - (today.weekday() - number) % 7 * _ONE
    return Days(first, first + _ONE)


def _month(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(max(number // 12, 1), number % 12 + 1, 1)


def _week(today: date) -> date:
    return today - timedelta(days=today.weekday())


_SPANS: dict[str, Callable[[date], tuple[date, date]]] = {
    "today": lambda today: (today, today + _ONE),
    "yesterday": lambda today: (today - _ONE, today),
    "the-day-before-yesterday": lambda today: (today - 2 * _ONE, today - _ONE),
    "this-week": lambda today: (_week(today), _week(today) + _WEEK),
    "last-week": lambda today: (_week(today) - _WEEK, _week(today)),
    "this-month": lambda today: (_month(today, 0), _month(today, 1)),
    "last-month": lambda today: (_month(today, -1), _month(today, 0)),
    "this-year": lambda today: (date(today.year, 1, 1), date(today.year + 1, 1, 1)),
    "last-year": lambda today: (date(today.year - 1, 1, 1), date(today.year, 1, 1)),
    "the-year-before-last": lambda today: (date(today.year - 2, 1, 1), date(today.year - 1, 1, 1)),
}
"""Weeks begin on Monday (ISO 8601)."""

_SINGLE = ("today", "yesterday", "the-day-before-yesterday")
_CHINESE = {
    "今天": "today",
    "今日": "today",
    "昨天": "yesterday",
    "昨日": "yesterday",
    "前天": "the-day-before-yesterday",
    "本周": "this-week",
    "这周": "this-week",
    "这个星期": "this-week",
    "上周": "last-week",
    "上个星期": "last-week",
    "本月": "this-month",
    "这个月": "this-month",
    "上月": "last-month",
    "上个月": "last-month",
    "今年": "this-year",
    "本年": "this-year",
    "去年": "last-year",
    "前年": "the-year-before-last",
}
_MORE_CHINESE = {"今": "today", "昨": "yesterday", "这星期": "this-week", "上星期": "last-week"}


def _weekday_names() -> Iterator[str]:
    return (f"{week}{numeral}" for week in ("周", "星期") for numeral in "一二三四五六日")


def _weekdays() -> Iterator[tuple[str, str]]:
    """Yield each name of a weekday with the one that is kept."""
    weeks = {
        "": "",
        "本": "-this-week",
        "这": "-this-week",
        "上": "-last-week",
        "上个": "-last-week",
    }
    for number, day in enumerate(_WEEKDAYS):
        yield day[:3], day
        for kept in ("", "-this-week", "-last-week"):
            yield day + kept, day + kept
        for before, kept in weeks.items():
            for week in ("周", "星期", "礼拜"):
                for numeral in ("一", "二", "三", "四", "五", "六", "日天")[number]:
                    yield f"{before}{week}{numeral}", day + kept


_NAMES = {name: name for name in _SPANS} | _CHINESE | _MORE_CHINESE | dict(_weekdays())

"""Times within a day: ``09:30``, ``2022-04-28T09:30``, ``3h``, ``30min``, ``今早``, ``昨天下午``.

A time without a day is one of today. Times are those of the zone that ``today`` is told in.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from reader.archive.query.dates.moving_days import days_name, is_one_day, resolve_days
from reader.archive.query.dates.periods import read_period
from reader.archive.query.dates.wording import one_wording

_DAY = timedelta(days=1)
_NOON = 12
_AGO = re.compile(
    r"(?:最?近|过去)?(\d{1,4}) ?"
    r"(?:(h|hours?|个?小时)|(m|min|mins|minutes?|分|分钟))(?:内|以内|之内)?",
    re.ASCII,
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    r"|[点时](?:(?P<half>半)|整|(?P<minutes>\d{1,2})分?)?|(?=[ap]m))(?: ?(?P<noon>[ap]m))?$",
    re.ASCII,
)
_PART_HOURS = {
    "small-hours": (0, 6),
    "morning": (0, 12),
    "noon": (11, 13),
    "afternoon": (12, 18),
    "evening": (18, 24),
}
"""The first hour, and the first one after the last."""
_PARTS = {part: part for part in _PART_HOURS} | {
    "凌晨": "small-hours",
    "清晨": "morning",
    "早晨": "morning",
    "早上": "morning",
    "上午": "morning",
    "早": "morning",
    "中午": "noon",
    "下午": "afternoon",
    "傍晚": "evening",
    "晚上": "evening",
    "晚": "evening",
}
_PART = re.compile("(?:-?(" + "|".join(sorted(_PARTS, key=len, reverse=True)) + "))$")
_WORDS = {
    "tonight": "today-evening",
    "last-night": "yesterday-evening",
    "this-morning": "today-morning",
    "this-afternoon": "today-afternoon",
    "this-evening": "today-evening",
}
_CHINESE_WORDS = ("今早", "上午", "下午", "今晚", "昨晚", "凌晨")


class Moments(NamedTuple):
    """The moments ``first <= moment < end``, in any zones; None where that side is open."""

    first: datetime | None
    end: datetime | None


def time_name(value: str) -> str | None:
    """Return the one name of a span within a day, or None where it is no such.

    ``3h`` and ``30min``, ``today-morning``, ``09:30`` of today, ``yesterdayT09:30:15``.
    """
    value = one_wording(value)
    ago = _AGO.fullmatch(value)
    if ago:
        return f"{int(ago[1])}{'h' if ago[2] else 'min'}" if int(ago[1]) else None
    value = _WORDS.get(value, value)
    clock = _CLOCK.search(value)
    if clock is None:
        return _part_name(value)
    before = value[: clock.start()]
    part = _PART.search(before)
    day = _one_day(re.sub(r"[t ]$", "", before[: part.start()] if part else before).strip())
    told = _clock_name(clock, _PARTS[part[1]] if part else "")
    if day is None or told is None:
        return None
    return told if day == "today" else f"{day}T{told}"


def time_names() -> list[str]:
    """Return words that name such a span, in both languages."""
    return ["3h", "30min", *_WORDS, *_CHINESE_WORDS]


def resolve_time(name: str, now: datetime) -> Moments:
    """Return the moments that a span means.

    Args:
        name: As `time_name` returns it.
        now: In the zone that the user wants.
    """
    ago = _AGO.fullmatch(name)
    if ago:
        unit = timedelta(hours=1) if ago[2] else timedelta(minutes=1)
        moment = now.astimezone(UTC)
        return Moments(moment - min(int(ago[1]) * unit, moment - _first_moment()), moment)
    part = _PART.search(name)
    if part:
        hours = _PART_HOURS[part[1]]
        day = _resolve_day(name[: part.start()], now.date())
        return Moments(*(_moment(day, timedelta(hours=hour), now.tzinfo) for hour in hours))
    told_day, _, told = name.rpartition("T")
    clock = time.fromisoformat(told)
    since = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    length = timedelta(seconds=1) if told.count(":") > 1 else timedelta(minutes=1)
    day = _resolve_day(told_day or "today", now.date())
    return Moments(*(_moment(day, each, now.tzinfo) for each in (since, since + length)))


def start_of(day: date, zone: tzinfo | None) -> datetime:
    """Return the moment at which a day begins in a zone."""
    return datetime.combine(day, time(), zone)


def _first_moment() -> datetime:
    return datetime.min.replace(tzinfo=UTC) + _DAY


def _moment(day: date, since: timedelta, zone: tzinfo | None) -> datetime:
    """Return a time of a day as clocks show it; midnight at its end is that of the next day."""
    if since >= _DAY and day < date.max:
        day, since = day + _DAY, since - _DAY
    return datetime.combine(day, time(), zone) + min(since, _DAY - timedelta(microseconds=1))


def _part_name(value: str) -> str | None:
    part = _PART.search(value)
    day = _one_day(value[: part.start()].strip()) if part else None
    return f"{day}-{_PARTS[part[1]]}" if part and day else None


def _one_day(value: str) -> str | None:
    """Return the one name of a day, moving or fixed; nothing typed is today."""
    if not value:
        return "today"
    name = days_name(value)
    if name is not None:
        return name if is_one_day(name) else None
    try:
        first, end = read_period(value)
    except ValueError:
        return None
    return str(first) if end is None or end - first == _DAY else None


def _resolve_day(name: str, today: date) -> date:
    return resolve_days(name, today).first or today if days_name(name) else date.fromisoformat(name)


def _clock_name(clock: re.Match[str], part: str) -> str | None:
    hour = int(clock["hour"])
    is_late = clock["noon"] == "pm" or part in {"afternoon", "evening"}
    if clock["noon"] and not 1 <= hour <= _NOON:
        return None
    if is_late and hour < _NOON:
        hour += _NOON
    elif clock["noon"] == "am" and hour == _NOON:
        hour = 0
    minute = 30 if clock["half"] else int(clock["minute"] or clock["minutes"] or 0)
    try:
        told = time(hour, minute, int(clock["second"] or 0))
    except ValueError:
        return None
    return told.isoformat("seconds" if clock["second"] else "minutes")

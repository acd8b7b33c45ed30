"""Dates as people and programs write them.

Source: YAML 1.1 timestamp; ISO 8601; RFC 2822 with its named zones; Ruby's ``Time.parse``, which
Jekyll uses, for the looser forms: of ``04/05/2022`` the first is the day. What Ruby refuses or
misreads and a person would not is read as well: Chinese words for the time of day, full-width
characters, the names of the IANA database.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from reader.messages.problem_kinds import Fields, ProblemKind
from reader.posts.post import FIRST_YEAR, LAST_YEAR
from reader.posts.source.time_zones import zone_named

_HALVES = {
    **dict.fromkeys(("am", "a.m", "a.m.", "am.", "上午", "早上", "早晨", "清晨", "凌晨"), 0),
    **dict.fromkeys(("pm", "p.m", "p.m.", "pm.", "下午", "傍晚", "晚上", "晚间", "午后"), 12),
}
"""Hours that are added to those of the twelve-hour clock."""
_NOON = ("中午", "正午")
_CHINESE_HALF = "|".join(word for word in (*_HALVES, *_NOON) if not word.isascii())
_TIME = rf"""
    (?: (?: \s*[Tt]\s* | [\s,]* )
        (?P<before> {_CHINESE_HALF} )? \s*
        (?P<hour>\d{{1,2}}) \s* (?: : \s* (?P<minute>\d{{1,2}})
        (?: : (?P<second>\d{{1,2}}) (?: [.,] (?P<fraction>\d{{1,9}}) )? )?
        | [时時点點] (?: (?P<minutes>\d{{1,2}}) 分? (?: (?P<seconds>\d{{1,2}}) 秒? )? )? )
        \s* (?P<half>[AaPp]\.?[Mm]\.? (?![A-Za-z]) | {_CHINESE_HALF} )? )?
"""
_ZONE = r"""\s* (?P<zone> (?:UTC|GMT)? [+-]\d{1,2} (?: :?\d{2} )? | [A-Za-z]{1,5}
    | [A-Za-z]+ (?: /[A-Za-z_+-]+\d{0,2} )+ )? \s* (?:\(.*\) | \[.*\])?"""
_CHINESE_WEEKDAY = r"(?: \s* \(? \s* (?:星期|周|週|礼拜|禮拜) [一二三四五六日天] \s* \)? )?"
_WEEKDAY = r"(?: [A-Za-z]{3,9} [,.]? \s+ )?"
_MONTH = r"(?P<word>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2}) (?:st|nd|rd|th)?"
_DAYS = tuple(
    day + _CHINESE_WEEKDAY
    for day in (
        r"(?P<year>\d{4}) \s* (?:[-/.]|年) \s* (?P<month>\d{1,2}) \s* (?:[-/.]|月) \s*"
        r" (?P<day>\d{1,2}) (?!\d) (?: \s* [日号號])?",
        r"(?P<day>\d{1,2}) (?P<mark>[-/.]) (?P<month>\d{1,2}) (?P=mark) (?P<year>\d{4}) (?!\d)",
    )
)
_ENGLISH_DAYS = (
    rf"{_WEEKDAY} {_DAY} [\s-] {_MONTH} ,? [\s-] (?P<year>\d{{4}}) (?!\d)",
    rf"{_WEEKDAY} {_MONTH} \s {_DAY} ,? \s (?P<year>\d{{4}}) (?!\d)",
)
_COMPACT_DAY = r"(?P<year>\d{4}) (?P<month>\d{2}) (?P<day>\d{2})"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.VERBOSE)
    for form in (
        *(day + _TIME + _ZONE for day in (*_DAYS, *_ENGLISH_DAYS)),
        rf"{_WEEKDAY} {_MONTH} \s {_DAY} {_TIME} {_ZONE} \s (?P<year>\d{{4}})",
        _COMPACT_DAY + r"(?: T? (?P<hour>\d{2}) (?P<minute>\d{2}) (?P<second>\d{2}) )?" + _ZONE,
        _COMPACT_DAY + r"(?=\D)" + _TIME + _ZONE,
    )
)
_LEADING_DAYS = tuple(
    re.compile(day, re.ASCII | re.VERBOSE)
    for day in (*_DAYS, *_ENGLISH_DAYS, _COMPACT_DAY + r"(?!\d)")
)
"""A day with which a text begins, whatever comes behind it."""
_USUAL = re.compile(r"(?a:[12]\d{3}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?: ?([+-]\d\d:?[0-5]\d))?)?)")
"""How programs write dates; `datetime.fromisoformat` reads this the same way, but faster."""
_EPOCH = re.compile(r"(?a:\d{9,10}|\d{12,13})")
_ONLY_ZONE = re.compile(r"(?a:(?:UTC|GMT)?[+-]\d{1,2}:?\d{2}|Z|UTC|GMT|[A-Z]{3,4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES_BY_HOURS = {
    0.0: "Z UT UTC GMT WET",
    1.0: "BST CET",
    2.0: "CEST EET",
    3.0: "MSK EEST",
    5.5: "IST",
    8.0: "HKT SGT",
    9.0: "JST KST",
    10.0: "AEST",
    -4.0: "EDT",
    -5.0: "EST CDT",
    -6.0: "CST MDT",
    -7.0: "MST PDT",
    -8.0: "PST",
}
_HOURS_OF_ZONES = {
    name: hours for hours, names in _ZONES_BY_HOURS.items() for name in names.split()
}
_MAX_CHARACTERS = 100
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")


class DateError(ValueError):
    """A text that is no date, or not all of it.

    Attributes:
        kind: What is wrong with it.
        fields: What `kind` requires besides the text itself.
        moment: What can be read of it all the same, in the zone that was given: the day's
            midnight where the time can't be read, the time where only its zone can't; or None.
    """

    def __init__(
        self, kind: ProblemKind, fields: Fields = (), moment: datetime | None = None
    ) -> None:
        super().__init__(kind, fields)
        self.kind = kind
        self.fields = fields
        self.moment = moment


def parse_date(text: str, zone: tzinfo) -> datetime:
    """Read a date, with or without a time.

    Args:
        text: As written.
        zone: Holds where the text names no offset, and where it names one by letters that this
            zone goes by itself: CST is China's time in Shanghai and America's elsewhere.

    Returns:
        An aware moment in the offset that was written, else in `zone`.

    Raises:
        DateError: It is none, or one that does not exist, or only its day can be read.
    """
    text = text.strip()
    return parse_usual_date(text, zone) or _read_any(_with_plain_marks(text), zone)


def parse_usual_date(text: str, zone: tzinfo) -> datetime | None:
    """Read a date as programs write it; None for any other text, which needs `parse_date`."""
    match = _USUAL.fullmatch(text)
    if match is None:
        return None
    try:
        if match[1]:
            return datetime.fromisoformat(text[:19] + match[1])
        return datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:  # 24:00 and leap seconds may still be read, and what is wrong is said
        return None


def _with_plain_marks(text: str) -> str:
    """Return a text with full-width characters and dashes as ASCII has them."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", text[: _MAX_CHARACTERS + 1]).translate(_DASHES).strip()


def _read_any(text: str, zone: tzinfo) -> datetime:
    if _ONLY_ZONE.fullmatch(text):
        raise DateError(ProblemKind.DATE_IS_AN_OFFSET)
    if len(text) > _MAX_CHARACTERS:
        raise DateError(ProblemKind.DATE_UNREADABLE)
    try:
        return _in_range(_read(text, zone))
    except DateError as error:
        if error.moment is None and error.kind is not ProblemKind.DATE_OUT_OF_RANGE:
            error.moment = _leading_day(text, zone)
        raise
    except (ValueError, OverflowError, OSError) as error:
        day = _leading_day(text, zone)
        kind = ProblemKind.DATE_DOES_NOT_EXIST if day is None else ProblemKind.DATE_TIME_UNREADABLE
        raise DateError(kind, moment=day) from error


def _in_range(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise DateError(
            ProblemKind.DATE_OUT_OF_RANGE,
            (("first_year", FIRST_YEAR), ("last_year", LAST_YEAR)),
        )
    return moment


def _leading_day(text: str, zone: tzinfo) -> datetime | None:
    """Return midnight of the day with which a text begins; None where it begins with none."""
    for form in _LEADING_DAYS:
        match = form.match(text)
        if match is not None:
            try:
                return _in_range(_midnight(match.groupdict()).replace(tzinfo=zone))
            except ValueError:
                continue
    return None


def _read(text: str, zone: tzinfo) -> datetime:
    if _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if len(text) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return _moment(match.groupdict(), zone)
    day = _leading_day(text, zone)
    kind = ProblemKind.DATE_UNREADABLE if day is None else ProblemKind.DATE_TIME_UNREADABLE
    raise DateError(kind, moment=day)


def _moment(parts: dict[str, str | None], zone: tzinfo) -> datetime:
    moment = _midnight(parts) + _time_of_day(parts)
    named = parts["zone"]
    try:
        return moment.replace(tzinfo=_zone(named, moment, zone) if named else zone)
    except DateError as error:
        error.moment = _in_range(moment.replace(tzinfo=zone))
        raise


def _midnight(parts: dict[str, str | None]) -> datetime:
    year, month, day = int(parts["year"] or 0), _month(parts), int(parts["day"] or 0)
    if parts.get("mark") and month > 12 >= day:  # as Americans write it; Ruby refuses it
        month, day = day, month
    return datetime(year, month, day)


def _month(parts: dict[str, str | None]) -> int:
    word = parts.get("word")
    if word is None:
        return int(parts["month"] or 0)
    short = word[:3].lower()
    if short not in _MONTHS:
        raise DateError(ProblemKind.DATE_UNREADABLE)
    return _MONTHS.index(short) + 1


def _time_of_day(parts: dict[str, str | None]) -> timedelta:
    """Return the time since midnight; 24:00 and leap seconds are a moment later, as in Ruby."""
    hour = int(parts.get("hour") or 0)
    minute, second = (
        int(parts.get(name) or parts.get(f"{name}s") or 0) for name in ("minute", "second")
    )
    half = (parts.get("before") or parts.get("half") or "").lower()
    if half in _NOON:
        hour += 12 if hour < 3 else 0
    elif half and hour <= 12:  # 下午 15:00 says it twice
        hour = hour % 12 + _HALVES[half]
    time = timedelta(hours=hour, minutes=minute, seconds=second)
    if minute > 59 or second > 60 or time > timedelta(days=1):
        raise ValueError(time)
    return time + timedelta(microseconds=int((parts.get("fraction") or "0")[:6].ljust(6, "0")))


def _zone(text: str, moment: datetime, zone: tzinfo) -> tzinfo:
    if "/" in text:
        named = zone_named(text)
        if named is None:
            raise DateError(ProblemKind.DATE_ZONE_UNKNOWN)
        return named
    if text.isalpha():
        if text == zone.tzname(moment):
            return zone
        if text.upper() not in _HOURS_OF_ZONES:
            raise DateError(ProblemKind.DATE_ZONE_UNKNOWN)
        hours = _HOURS_OF_ZONES[text.upper()]
        return timezone(timedelta(hours=hours)) if hours else UTC
    text = text.removeprefix("UTC").removeprefix("GMT")
    digits = text[1:].replace(":", "")
    whole, minutes = (digits, "0") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    if int(whole) > 23 or int(minutes) > 59:
        raise DateError(ProblemKind.DATE_OFFSET_DOES_NOT_EXIST)
    offset = timedelta(hours=int(whole), minutes=int(minutes))
    return timezone(-offset if text[0] == "-" else offset)

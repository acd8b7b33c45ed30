"""Dates as people and programs write them.

Source: YAML 1.1 timestamp; ISO 8601; RFC 2822 with its named zones; Ruby's ``Time.parse``, which
Jekyll uses, for the looser forms.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from reader.messages.problem_kinds import Fields, ProblemKind
from reader.posts.post import FIRST_YEAR, LAST_YEAR

_TIME = r"""
    (?: (?: \s*[Tt]\s* | [\s,]* )
        (?P<hour>\d{1,2}) : (?P<minute>\d{1,2})
        (?: : (?P<second>\d{1,2}) (?: [.,] (?P<fraction>\d{1,9}) )? )?
        \s* (?P<half>[AaPp]\.?[Mm]\.?)? )?
"""
_ZONE = r"\s* (?P<zone> (?:UTC|GMT)? [+-]\d{1,2} (?: :?\d{2} )? | [A-Za-z]{1,5} )? \s* (?:\(.*\))?"
_WEEKDAY = r"(?: [A-Za-z]{3,9} [,.]? \s+ )?"
_MONTH = r"(?P<word>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2}) (?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.VERBOSE)
    for form in (
        r"(?P<year>\d{4}) (?:[-/.]|年) (?P<month>\d{1,2}) (?:[-/.]|月) (?P<day>\d{1,2}) 日?"
        + _TIME
        + _ZONE,
        rf"{_WEEKDAY} {_DAY} [\s-] {_MONTH} ,? [\s-] (?P<year>\d{{4}}) {_TIME} {_ZONE}",
        rf"{_WEEKDAY} {_MONTH} \s {_DAY} ,? \s (?P<year>\d{{4}}) {_TIME} {_ZONE}",
        rf"{_WEEKDAY} {_MONTH} \s {_DAY} {_TIME} {_ZONE} \s (?P<year>\d{{4}})",
        r"(?P<year>\d{4}) (?P<month>\d{2}) (?P<day>\d{2})"
        r"(?: T? (?P<hour>\d{2}) (?P<minute>\d{2}) (?P<second>\d{2}) )?" + _ZONE,
    )
)
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


class DateError(ValueError):
    """A text that is no date.

    Attributes:
        kind: What is wrong with it.
        fields: What `kind` requires besides the text itself.
    """

    def __init__(self, kind: ProblemKind, fields: Fields = ()) -> None:
        super().__init__(kind, fields)
        self.kind = kind
        self.fields = fields


def parse_date(text: str, zone: tzinfo) -> datetime:
    """Read a date, with or without a time.

    Args:
        text: As written.
        zone: Holds where the text names no offset, and where it names one by letters that this
            zone goes by itself: CST is China's time in Shanghai and America's elsewhere.

    Returns:
        An aware moment in the offset that was written, else in `zone`.

    Raises:
        DateError: It is none, or one that does not exist.
    """
    text = text.strip()
    return parse_usual_date(text, zone) or _read_any(text, zone)


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


def _read_any(text: str, zone: tzinfo) -> datetime:
    if _ONLY_ZONE.fullmatch(text):
        raise DateError(ProblemKind.DATE_IS_AN_OFFSET)
    if len(text) > _MAX_CHARACTERS:
        raise DateError(ProblemKind.DATE_UNREADABLE)
    try:
        moment = _read(text, zone)
    except DateError:
        raise
    except (ValueError, OverflowError, OSError) as error:
        raise DateError(ProblemKind.DATE_DOES_NOT_EXIST) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise DateError(
            ProblemKind.DATE_OUT_OF_RANGE,
            (("first_year", FIRST_YEAR), ("last_year", LAST_YEAR)),
        )
    return moment


def _read(text: str, zone: tzinfo) -> datetime:
    if _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if len(text) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return _moment(match.groupdict(), zone)
    raise DateError(ProblemKind.DATE_UNREADABLE)


def _moment(parts: dict[str, str | None], zone: tzinfo) -> datetime:
    day = datetime(int(parts["year"] or 0), _month(parts), int(parts["day"] or 0))
    moment = day + _time_of_day(parts)
    named = parts["zone"]
    return moment.replace(tzinfo=_zone(named, moment, zone) if named else zone)


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
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    half = (parts.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    time = timedelta(hours=hour, minutes=minute, seconds=second)
    if minute > 59 or second > 60 or time > timedelta(days=1):
        raise DateError(ProblemKind.DATE_DOES_NOT_EXIST)
    return time + timedelta(microseconds=int((parts.get("fraction") or "0")[:6].ljust(6, "0")))


def _zone(text: str, moment: datetime, zone: tzinfo) -> tzinfo:
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

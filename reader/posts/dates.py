"""Dates as people and programs write them.

Source: YAML 1.1 timestamp; ISO 8601; RFC 2822 through `email.utils`; Ruby's ``Time.parse``, which
Jekyll uses, for the looser forms.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

_MOMENT = re.compile(
    r"""(?ax:
    (\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?
    (?:(?:[Tt]|\s*)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?
    \s*(Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?
    )"""
)
_MONTH_FIRST = re.compile(r"(?a:([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b)")
_COMPACT = re.compile(r"(?a:(\d{4})(\d{2})(\d{2}))")
_EPOCH_SECONDS = re.compile(r"(?a:\d{9,10}|\d{12,13})")
_ONLY_OFFSET = re.compile(r"(?a:[+-]\d{1,2}:?\d{2}|Z|UTC|GMT)")
FIRST_YEAR, LAST_YEAR = 2, 9998
"""A day's room at both ends, so that no conversion between zones can overflow."""


class DateError(ValueError):
    """A text that is no date; the message says so of it: ``does not exist``."""


def parse_date(text: str, zone: tzinfo) -> datetime:
    """Read a date, with or without a time.

    Args:
        text: As written.
        zone: Holds where the text names no offset.

    Returns:
        An aware moment in the offset that was written, else in `zone`.

    Raises:
        DateError: It is none, or one that does not exist.
    """
    text = text.strip()
    if _ONLY_OFFSET.fullmatch(text):
        raise DateError("is an offset without a day")
    try:
        moment = _read(text, zone)
    except (ValueError, OverflowError, TypeError, IndexError) as error:
        message = str(error) if isinstance(error, DateError) else "does not exist"
        raise DateError(message) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise DateError(f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return moment


def _read(text: str, zone: tzinfo) -> datetime:
    match = _MOMENT.fullmatch(text)
    if match is not None:
        year, month, day, hour, minute, second, fraction, offset = match.groups()
        return datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
            _offset(offset) if offset else zone,
        )
    match = _COMPACT.fullmatch(text)
    if match is not None:
        return datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=zone)
    if _EPOCH_SECONDS.fullmatch(text):
        seconds = int(text) / (1000 if len(text) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    return _read_mail_date(text, zone)


def _read_mail_date(text: str, zone: tzinfo) -> datetime:
    """Read a date with an English month, in the order of mail or as people write it."""
    day_first = _MONTH_FIRST.sub(r"\2 \1 \3", text)
    try:
        moment = parsedate_to_datetime(day_first if ":" in text else f"{day_first} 00:00")
    except (ValueError, TypeError, IndexError) as error:
        raise DateError("can't be read") from error
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment


def _offset(text: str) -> tzinfo:
    if text in {"Z", "z", "UTC", "GMT"}:
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 23 or minutes > 59:
        raise DateError("has an offset that does not exist")
    return timezone(sign * timedelta(hours=hours, minutes=minutes))

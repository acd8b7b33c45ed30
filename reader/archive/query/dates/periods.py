"""Fixed periods of days: ``2022``, ``2022-04``, ``2022/04/28``, ``20220428``, ``2022年4月28日``."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from reader.archive.query.dates.wording import one_wording
from reader.messages.language import gettext as _

_SEPARATED = r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?"
_CHINESE = r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号]?)?)?"
_CLOSE = r"(\d{4})(\d\d)(\d\d)?"
_FORMS = [re.compile(form, re.ASCII) for form in (_SEPARATED, _CHINESE, _CLOSE)]


class Days(NamedTuple):
    """The days ``first <= day < end``; None where that side is open."""

    first: date | None
    end: date | None


def date_wanted() -> str:
    """Return what to type for a fixed date."""
    return _("expected a date such as 2022, 2022-04 or 2022-04-28")


def read_period(value: str) -> tuple[date, date | None]:
    """Return the first day of a year, month or day, and the first day after it.

    The end is None for what ends with the last day that can be told.

    Raises:
        ValueError: The text is no date; the message says what it should have been.
    """
    numbers = _numbers(one_wording(value))
    if not numbers:
        raise ValueError(date_wanted())
    year, month, day = (*numbers, None, None)[:3]
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


def _numbers(text: str) -> list[int]:
    """Return year, month and day as far as they are given; nothing for what is no date."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return [int(part) for part in found.groups() if part and part.isdecimal()]
    return []

"""Finding a row of a selection by what the user types: a number, a date, a percentage.

Each may read rows from the disk, a few at a time, and so belongs in a worker thread.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from reader.archive.query.dates.moving_days import days_name, is_one_day, resolve_days
from reader.archive.query.dates.periods import read_period
from reader.archive.query.model import Order
from reader.archive.repository import Selection
from reader.errors import QueryError
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.posts.post import Post

_PERCENT = re.compile(r"(?a:(\d{1,3}(?:\.\d+)?) ?[%％])")
_NUMBER = re.compile(r"(?a:\d[\d,_]{0,11})")
_MONTH_AND_DAY = re.compile(r"(?a:(\d{1,2})[-/](\d{1,2}))")
_COMMAS = re.compile("[,_]")
_WANTED = gettext_noop(
    "expected a row such as 1200, a share such as 50%, or a date such as 2022-04, 3d or monday"
)


@dataclass(frozen=True, slots=True)
class WantedRow:
    """A row as the user asks for it; of several readings the first that exists holds."""

    number: int | None = None
    """From 1; one beyond the last row is the last."""
    percent: float | None = None
    first: date | None = None
    """First day that is looked for."""
    end: date | None = None
    """First day beyond; None where dates end."""

    def place_in(self, selection: Selection) -> int | None:
        """Return the row's place, from 0; None if there is none.

        A date leads to the first row, in the selection's order, that is not before it.
        """
        selection.count()
        count = len(selection)
        if not count:
            return None
        if self.percent is not None:
            return min(int(count * self.percent / 100), count - 1)
        if self.number is not None and (self.number <= count or self.first is None):
            return max(min(self.number, count) - 1, 0)
        return self._place_of_dates(selection)

    def _place_of_dates(self, selection: Selection) -> int | None:
        if selection.query.order not in (Order.NEWEST, Order.OLDEST):
            return None
        order = selection.query.order
        low = _first_not(lambda post: self._is_after(post, order), selection)
        return low if low < len(selection) else None

    def _is_after(self, post: Post, order: Order) -> bool:
        """Say whether the dates that are looked for come after a post in the order."""
        if post.date is None or self.first is None:
            return False
        if order is Order.OLDEST:
            return post.date.date() < self.first
        return self.end is not None and post.date.date() >= self.end


def posts_of_day(selection: Selection, day: date) -> int:
    """Return how many posts of a selection sorted by date are of a day; reads some forty rows.

    Close to the bounds of the day, posts of different zones are taken for sorted by their own days.
    """
    selection.count()
    is_newest = selection.query.order is Order.NEWEST

    def comes_before(post: Post) -> bool:
        return post.date is not None and (
            post.date.date() > day if is_newest else post.date.date() < day
        )

    def is_not_beyond(post: Post) -> bool:
        return comes_before(post) or (post.date is not None and post.date.date() == day)

    return _first_not(is_not_beyond, selection) - _first_not(comes_before, selection)


def _first_not(is_before: Callable[[Post], bool], selection: Selection) -> int:
    """Return the first row that is not among the first ones, for which a condition holds."""
    low, high = 0, len(selection)
    while low < high:
        middle = (low + high) // 2
        if is_before(selection.rows(middle, middle + 1)[0]):
            low = middle + 1
        else:
            high = middle
    return low


def read_row(text: str, today: date) -> WantedRow:
    """Read what the user typed: ``1200``, ``50%``, ``2022``, ``2022-04``, ``04-28`` or ``3d``.

    Args:
        text: A number, a percentage or a date.
        today: The day in the zone that the user wants.

    Raises:
        QueryError: The text is none of these.
    """
    text = text.strip()
    percent = _PERCENT.fullmatch(text)
    if percent:
        return WantedRow(percent=float(percent[1]))
    number = int(_COMMAS.sub("", text)) if _NUMBER.fullmatch(text) else None
    try:
        first, end = _read_days(text, today)
    except ValueError:
        if number is None:
            raise QueryError(text, 0, _(_WANTED)) from None
        return WantedRow(number)
    return WantedRow(number, first=first, end=end)


def _read_days(text: str, today: date) -> tuple[date, date | None]:
    """Return the first day and the day after the last one; ``3d`` is the day three days ago."""
    without_year = _MONTH_AND_DAY.fullmatch(text)
    name = days_name(f"{without_year[1]}月{without_year[2]}日" if without_year else text)
    if name is None:
        return read_period(text)
    days = resolve_days(name, today)
    first = days.first or today
    is_ago = name[0].isdecimal() and not is_one_day(name) and "月" not in name
    return first, first + timedelta(days=1) if is_ago else days.end

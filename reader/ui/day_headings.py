"""Headings between the days of a list that is sorted by date."""

from collections.abc import Callable
from datetime import date

from reader.archive.query.model import Order
from reader.archive.repository import Selection
from reader.messages.times import day_with_posts
from reader.posts.post import Post
from reader.ui.pane_rows import UNDATED, DayRows, EvenRows, PaneRows

_BY_DATE = frozenset({Order.NEWEST, Order.OLDEST})


class DayHeadings:
    """Places the headings, and requests the counts of days that do not end on the page."""

    def __init__(
        self,
        post_at: Callable[[int], Post | None],
        ask: Callable[[Selection, date], object],
        today: Callable[[], date],
        *,
        is_on: bool,
    ) -> None:
        """Start without a list.

        Args:
            post_at: Returns the post of a row if it is read, without requesting it.
            ask: Requests the number of posts of a day.
            today: Returns the current day.
            is_on: Whether there are headings.
        """
        self.is_on = is_on
        """Whether there are headings where the order is that of the dates."""
        self._post_at = post_at
        self._ask = ask
        self._today = today
        self._selection: Selection | None = None
        self._counts: dict[date, int | None] = {}
        """By day; None until the answer arrives."""
        self._rows: DayRows | None = None

    def begin(self, selection: Selection) -> None:
        """Forget all days; another selection is shown."""
        self._selection = selection
        self._counts.clear()
        self.read_again()

    def read_again(self) -> None:
        """Look at the posts again; some of them were read meanwhile."""
        self._rows = None

    def take(self, day: date, count: int) -> None:
        """Keep the number of posts of a day."""
        self._counts[day] = count

    def rows(self, even: EvenRows) -> PaneRows:
        """Return the rows of a page with its headings; without any if it has no room for them.

        Args:
            even: The page without headings.
        """
        is_by_date = self._selection is not None and self._selection.query.order in _BY_DATE
        if not (self.is_on and is_by_date and even.height > 2 * even.rows_per_line):
            return even
        if self._rows is None or self._rows.even != even:
            self._rows = DayRows(even, self._day_of)
        return self._rows

    def _day_of(self, index: int) -> date | None:
        post = self._post_at(index)
        if post is None:
            return None
        return UNDATED if post.date is None else post.date.date()

    def text_at(self, index: int) -> str:
        """Return the heading above a row; empty until its post is read."""
        day = self._day_of(index)
        if day is None:
            return ""
        known = None if day == UNDATED else day
        return day_with_posts(known, self._today(), self._count(day, index))

    def _count(self, day: date, index: int) -> int | None:
        """Return the number of posts of a day; None if it is not known, or slow to find out."""
        selection = self._selection
        if selection is None or not selection.is_counted:
            return None
        on_page = self._rows.whole_day(index) if self._rows is not None else None
        if on_page is not None or day == UNDATED:
            return on_page
        if day not in self._counts and not selection.is_slow:
            self._counts[day] = None
            self._ask(selection, day)
        return self._counts.get(day)

"""The list of posts: one row a post, painted from the selection as far as it is visible."""

from collections.abc import Sequence
from datetime import datetime

from rich.segment import Segment
from textual.strip import Strip

from reader.archive.repository import Selection
from reader.layout.cells import fit
from reader.posts.post import Post, PostId
from reader.state.reading_state import Mark, ReadingState
from reader.ui.widgets.cursor_pane import CursorPane

_UNREAD, _STAR, _PROBLEM = "●", "★", "!"
_DATE_CELLS = 11


class PostList(CursorPane):
    """The answer to a query, with marks, dates and titles."""

    COMPONENT_CLASSES = {
        "post-list--unread",
        "post-list--star",
        "post-list--problem",
        "post-list--date",
        "post-list--unread-title",
        "post-list--empty",
    }

    def __init__(self, state: ReadingState, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._state = state
        self._selection: Selection | None = None
        self._newest_year = 0

    @property
    def selection(self) -> Selection | None:
        """What is shown; None before the first answer."""
        return self._selection

    @property
    def line_count(self) -> int:
        """How many posts there are."""
        return len(self._selection) if self._selection else 0

    def show(self, selection: Selection, cursor: int, top: int | None = None) -> None:
        """Show another selection.

        Args:
            selection: What to show.
            cursor: Row of the cursor, from 0; cut to what there is.
            top: First visible row; None shows the cursor somewhere sensible.
        """
        self._selection = selection
        newest = self.post_at(0)
        if newest and newest.date:
            self._newest_year = max(self._newest_year, newest.date.year)
        self.cursor = max(min(cursor, len(selection) - 1), 0)
        self.top = max(min(self.top if top is None else top, self.last_top), 0)
        self.show_cursor()
        self.repaint()

    def post_at(self, index: int) -> Post | None:
        """Return the post of a row, or None where there is none."""
        rows = self._selection.rows(index, index + 1) if self._selection else ()
        return rows[0] if index >= 0 and rows else None

    @property
    def current(self) -> Post | None:
        """The post under the cursor."""
        return self.post_at(self.cursor)

    def unread_after(self, index: int, step: int) -> int | None:
        """Return the nearest row beyond `index`, in the direction of `step`, that is unread."""
        ids: Sequence[PostId] = self._selection.ids() if self._selection else ()
        places = range(index + step, len(ids) if step > 0 else -1, step)
        unread = (place for place in places if not self._state.has(ids[place], Mark.READ))
        return next(unread, None)

    def strip_at_row(self, row: int) -> Strip:
        """Return a row, or on the first row of an empty list a word about that."""
        if row == 0 and self._selection is not None and not len(self._selection):
            return Strip([Segment("  No posts here.", self.role_style("post-list--empty"))])
        return super().strip_at_row(row)

    def row_strip(self, index: int, width_cells: int) -> Strip:
        """Return marks, date and title of a post."""
        post = self.post_at(index)
        if post is None:
            return Strip.blank(0)
        is_unread = not self._state.has(post.id, Mark.READ)
        title = fit(post.title, max(width_cells - _DATE_CELLS - 4, 0)).rstrip()
        plain = self.base_style
        return Strip(
            [
                Segment(_UNREAD if is_unread else " ", self.role_style("post-list--unread")),
                self._second_mark(post),
                Segment(" ", plain),
                Segment(self._date(post.date), self.role_style("post-list--date")),
                Segment(" ", plain),
                Segment(title, self.role_style("post-list--unread-title") if is_unread else plain),
            ]
        )

    def _second_mark(self, post: Post) -> Segment:
        if self._state.has(post.id, Mark.STARRED):
            return Segment(_STAR, self.role_style("post-list--star"))
        if post.problems:
            return Segment(_PROBLEM, self.role_style("post-list--problem"))
        return Segment(" ", self.base_style)

    def _date(self, date: datetime | None) -> str:
        """Return a date, without its year where that is the year of the archive's newest post."""
        if date is None:
            text = ""
        elif date.year == self._newest_year:
            text = f"{date.month:02}-{date.day:02} {date.hour:02}:{date.minute:02}"
        else:
            text = f"{date.year:04}-{date.month:02}-{date.day:02}"
        return text.ljust(_DATE_CELLS)

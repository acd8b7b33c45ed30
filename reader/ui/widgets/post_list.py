"""The list of posts: one row per post; only visible rows are read and painted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from textual.message import Message
from textual.strip import Strip

from reader.archive.query.fields.words import Words
from reader.archive.repository import Selection
from reader.archive.snippets import Snippet
from reader.browsing.views import query_language
from reader.layout.post_format import PostFormat
from reader.layout.text.cells import cell_width
from reader.posts.post import Post, PostId
from reader.state.reading_state import ReadingState
from reader.ui.day_headings import DayHeadings
from reader.ui.pane_rows import HEADING, EvenRows, PaneRows
from reader.ui.row_pages import CachedPages, RowPages
from reader.ui.themes.highlights import RowHighlights
from reader.ui.widgets.cursor_pane import GUTTER_CELLS, CursorPane
from reader.ui.widgets.passages import Passages
from reader.ui.widgets.post_row import COMPONENT_CLASSES, PostRow


class PostList(CursorPane):
    """Shows a selection with marks, dates and titles."""

    COMPONENT_CLASSES = set(COMPONENT_CLASSES)

    class RowsWanted(Message):
        """Requests rows that have not been read."""

        def __init__(self, selection: Selection, start: int, end: int) -> None:
            super().__init__()
            self.selection = selection
            self.start = start
            self.end = end

    class PassagesWanted(Message):
        """Requests passages of rows that have none yet."""

        def __init__(
            self, selection: Selection, words: Sequence[Words], start: int, end: int
        ) -> None:
            super().__init__()
            self.selection = selection
            self.words = words
            self.start = start
            self.end = end

    class DayCountWanted(Message):
        """Requests the number of posts of a day."""

        def __init__(self, selection: Selection, day: date) -> None:
            super().__init__()
            self.selection = selection
            self.day = day

    def __init__(
        self,
        state: ReadingState,
        post_format: PostFormat,
        highlights: RowHighlights,
        today: Callable[[], date],
        *,
        is_by_day: bool,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(id=id)
        self._row = PostRow(
            state, post_format, highlights, self.role_style, lambda: self.base_style
        )
        self._shift_cells = 0
        self._selection: Selection | None = None
        self._pages = CachedPages(lambda *rows: self.post_message(self.RowsWanted(*rows)))
        self._passages = Passages(lambda *rows: self.post_message(self.PassagesWanted(*rows)))
        self._days = DayHeadings(
            self._pages.read_at,
            lambda *day: self.post_message(self.DayCountWanted(*day)),
            today,
            is_on=is_by_day,
        )
        self._range_start: int | None = None
        self.lacks_texts = False
        """Whether texts are still read, in which a search may find posts."""

    @property
    def selection(self) -> Selection | None:
        """The shown selection; None before the first answer."""
        return self._selection

    @property
    def line_count(self) -> int:
        """Number of posts."""
        return 0 if self._selection is None else len(self._selection)

    def show(self, selection: Selection, cursor: int, top: int, pages: RowPages) -> None:
        """Show another selection.

        Args:
            selection: The selection to show.
            cursor: Row of the cursor, from 0; limited to the existing rows.
            top: First visible row.
            pages: Rows that are read already.
        """
        self._selection = selection
        self._passages.begin(selection)
        self._days.begin(selection)
        self._range_start = None
        self._pages.begin(selection)
        self._pages.keep(pages)
        self._row.begin(self.post_at(0))
        self.cursor = max(min(cursor, len(selection) - 1), 0)
        self.top = max(min(top, self.last_top), 0)
        self.show_cursor()
        self.repaint()

    @property
    def range_rows(self) -> range:
        """The rows of the marked range up to the cursor; empty without a range."""
        if self._range_start is None:
            return range(0)
        first, last = sorted((self._range_start, self.cursor))
        return range(first, last + 1)

    def toggle_range(self) -> None:
        """Start a range at the cursor, or clear the existing one."""
        self._range_start = self.cursor if self._range_start is None else None
        self.repaint()

    def watch_cursor(self) -> None:
        """Show titles from their start, and repaint the range, after a move of the cursor."""
        self._shift_cells = 0
        if self._range_start is not None:
            self.repaint()

    def take_rows(self, selection: Selection, pages: RowPages) -> bool:
        """Add requested rows; rows of another selection are dropped.

        Returns:
            Whether the post under the cursor became known.
        """
        if selection is not self._selection:
            return False
        was_known = self.current is not None
        self._pages.keep(pages)
        self.show_cursor()
        self.repaint()
        return not was_known and self.current is not None

    def take_passages(self, selection: Selection, passages: Mapping[int, Snippet]) -> None:
        """Add requested passages; those of another selection are dropped."""
        if selection is self._selection:
            self._passages.take(passages)
            self.repaint()

    def give_room(self, *, is_roomy: bool) -> None:
        """Set whether the list has the width of the screen, so that dates may say more."""
        if is_roomy != self._row.is_roomy:
            self._row.is_roomy = is_roomy
            self.repaint()

    def shift_title(self, step: int) -> None:
        """Move the title under the cursor sideways by half its width, within its ends."""
        post = self.current
        width = self._row.title_width(self.content_size.width - GUTTER_CELLS)
        if post is not None and width:
            most = max(cell_width(post.title) - width, 0)
            self._shift_cells = max(min(self._shift_cells + step * (width // 2), most), 0)
            self.repaint_lines(self.cursor)

    @property
    def rows(self) -> PaneRows:
        """Two a post in a search for words: a passage below each title; days have a heading."""
        parts = 2 if self._passages.words else 1
        return self._days.rows(EvenRows(self.top, self.content_size.height, self.line_count, parts))

    def toggle_days(self) -> bool:
        """Show the headings of the days, or hide them; the cursor stays on its row.

        Returns:
            Whether they are shown.
        """
        self._days.is_on = not self._days.is_on
        self.show_cursor()
        self.repaint()
        return self._days.is_on

    def take_day_count(self, selection: Selection, day: date, count: int) -> None:
        """Show the number of posts of a day; that of another selection is dropped."""
        if selection is self._selection:
            self._days.take(day, count)
            self.repaint()

    def take_count(self) -> None:
        """Request rows that became known when the selection was counted."""
        if self._pages.fill(self.line_count) or self._days.is_on:
            self.repaint()

    def post_at(self, index: int) -> Post | None:
        """Return the post of a row; None if there is none or it is not read yet."""
        if not 0 <= index < self.line_count:
            return None
        return self._pages.at(index)

    def show_cursor(self) -> None:
        """Keep the cursor visible, also below new headings, and request the next page's rows."""
        self._days.read_again()
        super().show_cursor()
        for index in (self.top - self.page_size, self.top + 2 * self.page_size):
            self.post_at(index)

    def repaint_post(self, post_id: PostId) -> None:
        """Repaint a post's row if it is visible."""
        for index in range(self.top, self.top + self.page_size):
            post = self.post_at(index)
            if post is not None and post.id == post_id:
                self.repaint_lines(index)

    @property
    def current(self) -> Post | None:
        """The post under the cursor."""
        return self.post_at(self.cursor)

    def strip_at_row(self, row: int) -> Strip:
        """Return a row; the first row of an empty list says that there are no posts."""
        if row == 0 and self._selection is not None and not len(self._selection):
            may_be_in_texts = query_language().reads_text(self._selection.query.condition)
            is_known = self._selection.is_counted and not (self.lacks_texts and may_be_in_texts)
            return self._row.empty(is_known=is_known)
        return super().strip_at_row(row)

    def row_strip(self, index: int, width_cells: int) -> Strip:
        """Return a post's row."""
        post = self.post_at(index)
        if post is None:
            return self._row.unread_row()
        is_in_range = index in self.range_rows
        return self._row.strip(
            post,
            self._passages.words,
            width_cells,
            is_in_range=is_in_range,
            shift_cells=self._shift_cells if index == self.cursor else 0,
        )

    def strip_of_part(self, index: int, part: int) -> Strip:
        """Return the passage row of a post, or the heading of its day."""
        if part == HEADING:
            return self._row.day(self._days.text_at(index))
        passage = self._passages.at(index)
        if passage is None:
            return Strip.blank(0)
        return self._row.passage_strip(passage, GUTTER_CELLS, self.content_size.width)

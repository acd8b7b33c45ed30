"""The list of posts: one row per post; only visible rows are read and painted."""

from collections.abc import Mapping, Sequence

from textual.message import Message
from textual.strip import Strip

from reader.archive.match_positions import asked_words
from reader.archive.query.fields.words import Words
from reader.archive.repository import Selection
from reader.archive.snippets import Snippet
from reader.layout.post_format import PostFormat
from reader.layout.text.cells import cell_width
from reader.posts.post import Post, PostId
from reader.state.reading_state import ReadingState
from reader.ui.row_pages import PAGE_ROWS, CachedPages, RowPages
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

    def __init__(
        self,
        state: ReadingState,
        post_format: PostFormat,
        highlights: RowHighlights,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
    ) -> None:
        super().__init__(id=id)
        self._row = PostRow(
            state, post_format, highlights, self.role_style, lambda: self.base_style
        )
        self._shift_cells = 0
        self._selection: Selection | None = None
        self._pages = CachedPages()
        self._wanted: set[int] = set()
        self._passages = Passages(self._want_passages)
        self._range_start: int | None = None

    @property
    def selection(self) -> Selection | None:
        """The shown selection; None before the first answer."""
        return self._selection

    @property
    def line_count(self) -> int:
        """Number of posts."""
        return len(self._selection) if self._selection else 0

    def show(self, selection: Selection, cursor: int, top: int, pages: RowPages) -> None:
        """Show another selection.

        Args:
            selection: The selection to show.
            cursor: Row of the cursor, from 0; limited to the existing rows.
            top: First visible row.
            pages: Rows that are read already.
        """
        self._selection = selection
        self._passages.begin(asked_words(selection.query.condition))
        self._range_start = None
        self._pages.clear()
        self._wanted.clear()
        self._pages.keep(pages)
        self._wanted.difference_update(pages)
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
        self._wanted.difference_update(pages)
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
    def rows_per_line(self) -> int:
        """Two in a search for words: a passage below each title; otherwise one."""
        return 2 if self._passages.words else 1

    def _want_passages(self, start: int, end: int) -> None:
        if self._selection is not None:
            words = self._passages.words
            self.post_message(self.PassagesWanted(self._selection, words, start, end))

    def take_count(self) -> None:
        """Request rows that became known when the selection was counted."""
        short = self._pages.short_of(self.line_count)
        for page in short:
            self._want(page)
        if short:
            self.repaint()

    def post_at(self, index: int) -> Post | None:
        """Return the post of a row; None if there is none or it is not read yet."""
        if not 0 <= index < self.line_count:
            return None
        page, offset = divmod(index, PAGE_ROWS)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        return rows[offset] if offset < len(rows) else None

    def show_cursor(self) -> None:
        """Keep the cursor visible, and request the rows of the next page."""
        super().show_cursor()
        for index in (self.top - self.page_size, self.top + 2 * self.page_size):
            self.post_at(index)

    def _want(self, page: int) -> None:
        if page not in self._wanted and self._selection is not None:
            self._wanted.add(page)
            start = page * PAGE_ROWS
            self.post_message(self.RowsWanted(self._selection, start, start + PAGE_ROWS))

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
            return self._row.empty(is_known=self._selection.is_counted)
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

    def strip_below(self, index: int, part: int) -> Strip:
        """Return the passage row of a post."""
        passage = self._passages.at(index)
        if passage is None:
            return Strip.blank(0)
        return self._row.passage_strip(passage, GUTTER_CELLS, self.content_size.width)

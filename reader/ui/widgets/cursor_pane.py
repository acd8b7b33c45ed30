"""A pane of rows with a cursor in its gutter.

Past the edge it scrolls by half a page, not by one row: the page is repainted rarely, which is
370 instead of 4,200 bytes per key.
"""

from rich.segment import Segment
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip

from reader.ui.pane_rows import HEADING
from reader.ui.widgets.line_pane import LinePane

GUTTER_CELLS = 2
_CURSOR, _NO_CURSOR = "▸ ", "  "


class RowMessage(Message):
    """A message about one row of a pane."""

    def __init__(self, pane: "CursorPane", index: int) -> None:
        super().__init__()
        self.pane = pane
        self.index = index

    @property
    def control(self) -> "CursorPane":
        """The pane."""
        return self.pane


class CursorPane(LinePane, can_focus=True):
    """Rows, one of which has the cursor."""

    COMPONENT_CLASSES = {"cursor-pane--cursor", "cursor-pane--cursor-blurred"}

    cursor: Reactive[int] = Reactive(0, repaint=False)
    """Row of the cursor. Watchers are called at once, messages arrive one frame later."""

    class CursorMoved(RowMessage):
        """The cursor moved to another row."""

    class RowChosen(RowMessage):
        """The row under the cursor was chosen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.set_reactive(CursorPane.cursor, 0)

    def row_strip(self, index: int, width_cells: int) -> Strip:
        """Return a row without its gutter."""
        raise NotImplementedError

    def strip_at(self, index: int) -> Strip:
        """Return a row with its gutter."""
        width = max(self.content_size.width - GUTTER_CELLS, 0)
        return Strip([self._gutter(index), *self.row_strip(index, width)])

    def _gutter(self, index: int) -> Segment:
        if index != self.cursor:
            return Segment(_NO_CURSOR, self.base_style)
        name = "cursor-pane--cursor" if self.has_focus else "cursor-pane--cursor-blurred"
        return Segment(_CURSOR, self.role_style(name))

    @property
    def cursor_offset(self) -> Offset:
        """The gutter of the cursor's row."""
        return Offset(0, self.rows.row_of(self.cursor))

    def move(self, lines: int) -> None:
        """Move the cursor by rows."""
        self.move_to_line(self.cursor + lines)

    def move_to_line(self, index: int) -> None:
        """Put the cursor on a row and show it; post `CursorMoved` if the row changed."""
        index = max(min(index, self.line_count - 1), 0)
        if index == self.cursor:
            return
        before, top = self.cursor, self.top
        self.cursor = index
        self.show_cursor()
        if self.top == top:
            self.repaint_lines(before, index)
        else:
            self.repaint()
        self.post_message(self.CursorMoved(self, index))

    def repaint_lines(self, *indexes: int) -> None:
        """Repaint the visible ones of some lines."""
        if indexes:
            self.repaint(*map(self.rows.row_of, indexes))

    def show_cursor(self) -> None:
        """Scroll so that the cursor is visible, by at least half a page."""
        if not self.content_size.height:
            return
        half = self.page_size // 2
        needed = self.rows.top_showing(self.cursor)
        if self.cursor < self.top:
            self.top = max(min(self.cursor, self.top - half), needed)
        elif needed > self.top:
            self.top = min(max(needed, self.top + half), self.cursor)
        self.top = min(self.top, self.last_top)

    def choose(self) -> None:
        """Post that the row under the cursor was chosen."""
        if self.line_count:
            self.post_message(self.RowChosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked row, and choose it."""
        place = self.rows.at(event.get_content_offset_capture(self).y)
        if place is not None and place.part != HEADING:
            self.move_to_line(place.line)
            self.choose()

    def on_resize(self) -> None:
        """Keep the cursor visible."""
        self.show_cursor()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show which pane is focused."""
        self.repaint_lines(self.cursor)

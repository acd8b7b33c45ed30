"""The reading pane: a layout in the theme's colours, with highlights."""

from dataclasses import replace

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.layout.line import Layout, Line, Role, Run
from reader.layout.text.cells import cell_width
from reader.ui.terminal.addresses.hyperlinks import hyperlink
from reader.ui.text.sideways_view import SidewaysView
from reader.ui.text.text_anchor import TOP, anchor_at_line, line_at_anchor
from reader.ui.text.text_marks import DraggedCells, Emphasis, TextMarks
from reader.ui.widgets.line_pane import LinePane

_STYLES = {role: f"reading-pane--{(role.name or '').lower().replace('_', '-')}" for role in Role}
_EMPHASES = {emphasis: f"reading-pane--{emphasis.value}" for emphasis in Emphasis}
_MARGIN_CELLS = 1
_LETTERS = "reading-pane--letters"


class ReadingPane(LinePane, can_focus=True):
    """A scrolling window on a layout."""

    COMPONENT_CLASSES = {*_STYLES.values(), *_EMPHASES.values(), _LETTERS}

    class LinkClicked(Message):
        """The user clicked a link."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class LinkChosen(Message):
        """The user chose the link under the link cursor."""

    class Dragged(Message):
        """The user selected text with the mouse."""

        def __init__(self, cells: DraggedCells) -> None:
            super().__init__()
            self.cells = cells

    class Resized(Message):
        """The width of the text changed."""

    def __init__(
        self,
        text_width: int,
        *,
        has_hyperlinks: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Create an empty pane.

        Args:
            text_width: Maximum width of a line, in cells.
            has_hyperlinks: Whether links are hyperlinks of the terminal.
            id: Textual's id of the widget.
        """
        super().__init__(id=id)
        self._has_hyperlinks = has_hyperlinks
        self._text_width = 0
        self.text_width = text_width
        self._layout: Layout | None = None
        self._styles_by_role: dict[Role, Style] = {}
        self.marks = TextMarks()
        self._pressed: tuple[int, int] | None = None
        self._has_dragged = False
        self.sideways = SidewaysView()
        self.pictures: dict[int, Strip] = {}
        """Rows of images, by the line of the layout that they replace."""

    @property
    def text_width(self) -> int:
        """Maximum width of a line, in cells."""
        return self._text_width

    @text_width.setter
    def text_width(self, cells: int) -> None:
        # The pane is no wider than its text: a row is sent from the pane's left edge on, and
        # blanks before each line would be a third of a page's bytes.
        self._text_width = cells
        self.styles.max_width = cells + 2 * _MARGIN_CELLS

    @property
    def layout_width(self) -> int:
        """Width in cells of a layout for this pane, at least 2."""
        # Not `container_size`, which is the pane's own size here and follows `text_width` late.
        frame = self.parent.outer_size if isinstance(self.parent, Widget) else self.outer_size
        return max(min(frame.width - 2 * _MARGIN_CELLS, self._text_width), 2)

    @property
    def text_layout(self) -> Layout | None:
        """The shown layout; None if the pane is empty."""
        return self._layout

    @property
    def line_count(self) -> int:
        """Number of lines of the layout."""
        return len(self._layout.lines) if self._layout else 0

    @property
    def is_at_end(self) -> bool:
        """Whether the last line of the text is visible."""
        is_whole = self._layout is None or self._layout.is_whole
        return is_whole and self.top >= self.last_top

    @property
    def lines_left(self) -> int:
        """Number of lines below the window."""
        return max(self.line_count - self.top - self.page_size, 0)

    @property
    def percent(self) -> int:
        """Share of the text above the window's last line, 0 to 100."""
        seen = min(self.top + self.page_size, self.line_count)
        return 100 * seen // self.line_count if self.line_count else 100

    @property
    def text_anchor(self) -> float:
        """The anchor of the window's first line, valid at any width; see `ui.text.text_anchor`."""
        return anchor_at_line(self._layout, self.top) if self._layout else TOP

    def go_to_anchor(self, anchor: float) -> None:
        """Scroll to an anchor that `text_anchor` returned."""
        if self._layout is not None:
            self._put_on_top(line_at_anchor(self._layout, anchor))

    def show(self, layout: Layout | None, *, keep_anchor: bool = False) -> None:
        """Show a layout from its top, or at the current anchor if it is of the same text."""
        anchor = self.text_anchor if keep_anchor else TOP
        self._layout = layout
        self.sideways = SidewaysView(layout)
        self.marks.forget_lines(is_same=keep_anchor)
        self.top = min(line_at_anchor(layout, anchor) if layout else 0, self.last_top)
        self.repaint()

    def move(self, lines: int) -> None:
        """Scroll by lines, or move the end of the selection."""
        selection = self.marks.selection
        self.move_to_line((self.top if selection is None else selection.end) + lines)

    def move_to_line(self, index: int) -> None:
        """Scroll to a line, or extend the selection to it."""
        if self.marks.selection is not None:
            self._select_to(index)
        else:
            self._put_on_top(index)

    def _select_to(self, index: int) -> None:
        index = max(min(index, self.line_count - 1), 0)
        if self.marks.selection is not None:
            self.marks.selection = replace(self.marks.selection, end=index)
        if index < self.top:
            self._put_on_top(index)
        elif index >= self.top + self.page_size:
            self._put_on_top(index - self.page_size + 1)
        self.repaint()

    def _put_on_top(self, index: int) -> None:
        top = max(min(index, self.last_top), 0)
        if top != self.top:
            self.top = top
            self.repaint()

    def show_line(self, index: int) -> None:
        """Scroll so that a line is visible; if it was not, with some lines above it."""
        if not self.top <= index < self.top + self.page_size:
            self._put_on_top(index - self.page_size // 3)

    def strip_at(self, index: int) -> Strip:
        """Return a line with its margin."""
        if self._layout is None:
            return Strip.blank(0)
        picture = self.pictures.get(index)
        if picture is not None:
            return Strip([Segment(" " * self._margin, self.base_style), *picture])
        line = self.sideways.line(index)
        strip = Strip([Segment(run.text, self._style_of(run)) for run in line.runs])
        for marked in self.marks.on_line(index):
            cells = self.sideways.shown(index, marked.start, marked.end)
            strip = _mark(strip, *cells, self.role_style(_EMPHASES[marked.emphasis]))
        for cell, letters in self.marks.letters.get(index, ()):
            first, last = self.sideways.shown(index, cell, cell + cell_width(letters))
            if first < last:
                strip = _write_over(strip, first, letters, self.role_style(_LETTERS))
        return Strip([Segment(" " * self._margin, self.base_style), *strip])

    @property
    def _margin(self) -> int:
        width = self._layout.width_cells if self._layout else 0
        return max((self.content_size.width - width) // 2, 0)

    def _style_of(self, run: Run) -> Style:
        style = self._style(run.role)
        if not (run.link and self._has_hyperlinks and self._layout):
            return style
        address = hyperlink(self._layout.targets[run.link - 1].address)
        return style + Style(link=address) if address else style

    def _style(self, role: Role) -> Style:
        style = self._styles_by_role.get(role)
        if style is None:
            style = sum((self.role_style(_STYLES[part]) for part in role), self.base_style)
            self._styles_by_role[role] = style
        return style

    def notify_style_update(self) -> None:
        """Discard cached styles when the theme changes."""
        self._styles_by_role.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Request a layout at the new width."""
        self.top = max(min(self.top, self.last_top), 0)
        self.post_message(self.Resized())

    def choose(self) -> None:
        """Post that the link under the link cursor was chosen."""
        self.post_message(self.LinkChosen())

    @property
    def visible_lines(self) -> range:
        """The visible lines of the layout."""
        return range(self.top, min(self.top + self.page_size, self.line_count))

    @property
    def cursor_offset(self) -> Offset:
        """The moved end of the selection, the link cursor, the current hit, or the first line."""
        index, cell = self.marks.focus or (self.top, 0)
        if index not in self.visible_lines:
            index, cell = self.top, 0
        shown, _ = self.sideways.shown(index, cell, cell + 1) if cell else (0, 0)
        return Offset(self._margin + shown, index - self.top)

    def _place_at(self, event: events.MouseEvent) -> tuple[int, int]:
        """Return the nearest line and cell of the text."""
        offset = event.get_content_offset_capture(self)
        index = max(min(self.top + offset.y, self.line_count - 1), 0)
        return index, max(offset.x - self._margin, 0)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Remember where a drag may start."""
        self._pressed = self._place_at(event) if event.button == 1 and self.line_count else None
        self._has_dragged = False
        self.capture_mouse(self._pressed is not None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the mouse while the button is held."""
        place = self._place_at(event)
        if self._pressed is not None and (self.marks.dragged or place != self._pressed):
            self.marks.dragged = DraggedCells(self._pressed, place)
            self.repaint()

    def on_mouse_up(self) -> None:
        """Post what was selected."""
        self.release_mouse()
        self._pressed, dragged = None, self.marks.dragged
        if dragged is not None:
            self._has_dragged = True
            self.marks.dragged = None
            self.repaint()
            self.post_message(self.Dragged(dragged))

    def on_click(self, event: events.Click) -> None:
        """Post a click on a link; the end of a drag is none."""
        if self._has_dragged:
            self._has_dragged = False
            return
        offset = event.get_content_offset_capture(self)
        index = self.top + offset.y
        if self._layout and index < self.line_count:
            run = _run_at(self.sideways.line(index), offset.x - self._margin)
            if run and run.link:
                self.post_message(self.LinkClicked(run.link))


def _run_at(line: Line, cell: int) -> Run | None:
    start = 0
    for run in line.runs:
        end = start + cell_width(run.text)
        if start <= cell < end:
            return run
        start = end
    return None


def _mark(strip: Strip, start: int, end: int, style: Style) -> Strip:
    if start >= end:
        return strip
    before = strip.crop(0, start)
    inside = strip.crop(start, end)
    after = strip.crop(end, max(strip.cell_length, end))
    return Strip.join([before, inside.apply_style(style), after])


def _write_over(strip: Strip, cell: int, text: str, style: Style) -> Strip:
    end = cell + cell_width(text)
    after = strip.crop(end, max(strip.cell_length, end))
    return Strip.join([strip.crop(0, cell), Strip([Segment(text, style)]), after])

"""The base of everything that is painted line by line.

Owns one rule: a change repaints only the rows that differ from what is on the screen, and of each
no more than up to the last cell that differs. A widget changes its values and calls `repaint`;
the comparison with the painted strips finds the regions. Textual's compositor sends a row from
the widget's left edge on, so what changes often stands there, or in a widget of its own.
"""

from typing import Self

from rich.style import Style
from textual.geometry import Region
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget


class LinePane(Widget):
    """A window on lines that it can make at any time; a single line unless told otherwise."""

    top: Reactive[int] = Reactive(0, repaint=False)
    """The first visible line. A watcher is told at once, a receiver of messages a frame later."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.set_reactive(LinePane.top, 0)
        self._painted: dict[int, Strip] = {}
        self._ready: dict[int, Strip] = {}
        """Rows that `repaint` has made and that are painted next: no row is made twice."""
        self._painted_width = 0
        self._painted_style = Style.null()
        self._styles_by_name: dict[str, Style] = {}
        self._base_style: Style | None = None
        self._is_restyled = False
        """Whether styles may be others than those of the painted strips."""

    @property
    def base_style(self) -> Style:
        """The widget's own style, kept: Textual makes it anew each time, which takes 0.1 ms."""
        if self._base_style is None:
            self._base_style = self.rich_style
        return self._base_style

    def render_line(self, y: int) -> Strip:
        """Paint a row and remember it."""
        width, style = self.content_size.width, self.base_style
        self._is_restyled = False
        if width != self._painted_width or style != self._painted_style:
            self._painted.clear()
            self._ready.clear()
            self._painted_width, self._painted_style = width, style
        strip = self._ready.pop(y, None) or self._strip_that_fits(y)
        self._painted[y] = strip
        return strip.extend_cell_length(width, style)

    def repaint(self, *rows: int) -> None:
        """Repaint the cells that differ from what was painted.

        Args:
            rows: Rows in which something may differ; all where none are given.
        """
        height = self.content_size.height
        if not rows:
            self._ready.clear()
        regions = []
        for row in rows or range(height):
            width = self._width_to_repaint(row) if 0 <= row < height else 0
            if width:
                regions.append(Region(0, row, width, 1))
        if regions:
            super().refresh(*regions)

    def _width_to_repaint(self, row: int) -> int:
        self._ready.pop(row, None)
        old = self._painted.get(row)
        if old is None:
            return self.content_size.width
        new = self._strip_that_fits(row)
        width = _width_of_change(old, new)
        if width:
            self._ready[row] = new
        return width

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Repaint regions, or the whole widget as far as new styles make it differ.

        Textual asks for the whole three times when the focus comes; what a widget shows has not
        changed then, else it would have called `repaint`.
        """
        is_whole = repaint and not (regions or layout or recompose)
        is_as_painted = (
            bool(self._painted)
            and self._painted_width == self.content_size.width
            and self._painted_style == self.base_style
        )
        if is_whole and is_as_painted:
            if self._is_restyled:
                self.repaint()
        else:
            super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def role_style(self, name: str) -> Style:
        """Return the style of a component class, from the style sheet, on the widget's background.

        Where that is the terminal's own there is nothing to say of it.
        """
        style = self._styles_by_name.get(name)
        if style is None:
            style = self.get_component_rich_style(name, partial=True)
            background = self.base_style.bgcolor
            if style.bgcolor is None and background is not None and not background.is_default:
                style = Style(bgcolor=background) + style
            self._styles_by_name[name] = style
        return style

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Keep the styles: no style sheet of ours asks for the focus, and Textual takes 5 ms."""

    def notify_style_update(self) -> None:
        """Forget styles when the theme changes."""
        self._is_restyled = True
        self._styles_by_name.clear()
        self._ready.clear()
        self._base_style = None
        super().notify_style_update()

    def _strip_that_fits(self, row: int) -> Strip:
        strip, width = self.strip_at_row(row), self.content_size.width
        return strip if strip.cell_length <= width else strip.crop(0, width)

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return 1

    def strip_at(self, index: int) -> Strip:
        """Return the line at ``0 <= index < line_count``."""
        raise NotImplementedError

    def strip_at_row(self, row: int) -> Strip:
        """Return the line that is now on this row, or nothing below the last."""
        line, part = divmod(row, self.rows_per_line)
        index = self.top + line
        if not 0 <= index < self.line_count:
            return Strip.blank(0)
        return self.strip_below(index, part) if part else self.strip_at(index)

    @property
    def rows_per_line(self) -> int:
        """How many rows each line takes."""
        return 1

    def strip_below(self, index: int, part: int) -> Strip:
        """Return what stands below a line that takes more than one row; `part` counts from 1."""
        raise NotImplementedError

    @property
    def page_size(self) -> int:
        """Lines that are visible, at least 1."""
        return max(self.content_size.height // self.rows_per_line, 1)

    @property
    def last_top(self) -> int:
        """The largest `top` at which the pane is full."""
        return max(self.line_count - self.page_size, 0)

    def move(self, lines: int) -> None:
        """Move by lines, forward or backward."""

    def move_to_line(self, index: int) -> None:
        """Move to a line, or to the nearest there is."""

    def choose(self) -> None:
        """Open what stands at the place to which keys have moved."""

    def on_mouse_scroll_down(self) -> None:
        """Move three lines a notch."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """Move three lines a notch."""
        self.move(-3)


def _width_of_change(old: Strip, new: Strip) -> int:
    """Return how many cells from the left hold all that differs between two strips."""
    if old == new:
        return 0
    end = max(old.cell_length, new.cell_length)
    if old.cell_length == new.cell_length:
        for before, after in zip(reversed(list(old)), reversed(list(new)), strict=False):
            if before != after:
                break
            end -= before.cell_length
    return end

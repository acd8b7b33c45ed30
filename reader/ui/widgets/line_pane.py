"""Base of all widgets that are painted line by line.

Owns one rule: a change repaints only the rows that differ from the screen, and of each row only
the cells up to the last difference. A widget changes its values and calls `repaint`; comparing
with the painted strips finds the regions. Textual's compositor sends a row from the widget's left
edge on, so frequent changes belong at the left edge, or in their own widget.
"""

from typing import Self

from rich.style import Style
from textual.geometry import Offset, Region
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.pane_rows import EvenRows, PaneRows
from reader.ui.terminal.textual_internals import has_all_lines


class LinePane(Widget):
    """A scrolling window on lines made on demand; a single line by default."""

    top: Reactive[int] = Reactive(0, repaint=False)
    """The first visible line. Watchers are called at once, messages arrive one frame later."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self.set_reactive(LinePane.top, 0)
        self._painted: dict[int, Strip] = {}
        self._ready: dict[int, Strip] = {}
        """Rows made by `repaint` and painted next, so that no row is made twice."""
        self._composed: list[Strip] = []
        self._composed_region: Region | None = None
        self._painted_width = 0
        self._painted_style = Style.null()
        self._styles_by_name: dict[str, Style] = {}
        self._base_style: Style | None = None
        self._is_outdated = False
        """Whether something changed while the widget was hidden."""
        self._is_restyled = False
        """Whether styles may differ from those of the painted strips."""

    @property
    def base_style(self) -> Style:
        """The widget's own style, cached: Textual computes it each time, which takes 0.1 ms."""
        if self._base_style is None:
            self._base_style = self.rich_style
        return self._base_style

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a region, the same list again if none has changed."""
        if crop != self._composed_region or not has_all_lines(self):
            self._composed = super().render_lines(crop)
            self._composed_region = crop
        return self._composed

    def render_line(self, y: int) -> Strip:
        """Paint a row and remember it."""
        width, style = self.content_size.width, self.base_style
        self._is_restyled = False
        if width != self._painted_width or style != self._painted_style:
            self._painted.clear()
            self._ready.clear()
            self._painted_width, self._painted_style = width, style
        strip = self._ready.pop(y, None) or _fit(self.strip_at_row(y), width)
        self._painted[y] = strip
        return strip.extend_cell_length(width, style)

    def repaint(self, *rows: int) -> None:
        """Repaint the cells that differ from the painted ones.

        Args:
            rows: Rows that may differ; all if none are given.
        """
        height = self.content_size.height
        self._is_outdated = self._is_outdated or not height
        if not rows:
            self._ready.clear()
        regions = []
        for row in rows or range(height):
            width = self._width_to_repaint(row) if 0 <= row < height else 0
            if width:
                regions.append(Region(0, row, width, 1))
        if regions:
            super().refresh(*regions)

    def on_show(self) -> None:
        """Drop Textual's copy of rows that changed while the widget was hidden."""
        if self._is_outdated:
            self._is_outdated = False
            self._painted.clear()
            super().refresh()

    def _width_to_repaint(self, row: int) -> int:
        self._ready.pop(row, None)
        old = self._painted.get(row)
        if old is None:
            return self.content_size.width
        new = _fit(self.strip_at_row(row), self.content_size.width)
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
        """Repaint regions; without any, only the parts that new styles change.

        Textual requests a full repaint three times when the focus arrives; the contents have not
        changed then, or the widget would have called `repaint`.
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
        """Return the style of a component class, on the widget's background.

        The background is omitted if it is the terminal's default.
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
        """Skip restyling: our style sheets do not depend on the focus, and Textual takes 5 ms."""

    def notify_style_update(self) -> None:
        """Discard cached styles when the theme changes."""
        self._is_restyled = True
        self._styles_by_name.clear()
        self._ready.clear()
        self._base_style = None
        super().notify_style_update()

    @property
    def line_count(self) -> int:
        """Number of lines."""
        return 1

    def strip_at(self, index: int) -> Strip:
        """Return the line at ``0 <= index < line_count``."""
        raise NotImplementedError

    def strip_at_row(self, row: int) -> Strip:
        """Return the line shown on this row; blank below the last line."""
        place = self.rows.at(row)
        if place is None:
            return Strip.blank(0)
        return self.strip_of_part(*place) if place.part else self.strip_at(place.line)

    @property
    def rows(self) -> PaneRows:
        """Which line stands on which row."""
        return EvenRows(self.top, self.content_size.height, self.line_count)

    def strip_of_part(self, index: int, part: int) -> Strip:
        """Return another row of a line than its first; see `Place`."""
        raise NotImplementedError

    @property
    def page_size(self) -> int:
        """Number of visible lines, at least 1."""
        return self.rows.page_size

    @property
    def last_top(self) -> int:
        """The largest `top` that still fills the pane."""
        return self.rows.top_showing(self.line_count - 1)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Column and row of the screen at which the user looks."""
        return self.content_region.offset + self.content_size.clamp_offset(self.cursor_offset)

    @property
    def cursor_offset(self) -> Offset:
        """Column and row of the pane at which the user looks; may be outside of it."""
        return Offset(0, 0)

    def move(self, lines: int) -> None:
        """Move by lines, forward or backward."""

    def move_to_line(self, index: int) -> None:
        """Move to a line, or to the nearest existing one."""

    def choose(self) -> None:
        """Open the item at the cursor."""

    def on_mouse_scroll_down(self) -> None:
        """Move three lines a notch."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """Move three lines a notch."""
        self.move(-3)


def _fit(strip: Strip, width_cells: int) -> Strip:
    """Return a strip without what is beyond a width."""
    return strip if strip.cell_length <= width_cells else strip.crop(0, width_cells)


def _width_of_change(old: Strip, new: Strip) -> int:
    """Return the number of cells from the left up to the last difference of two strips."""
    if old == new:
        return 0
    end = max(old.cell_length, new.cell_length)
    if old.cell_length == new.cell_length:
        for before, after in zip(reversed(list(old)), reversed(list(new)), strict=False):
            if before != after:
                break
            end -= before.cell_length
    return end

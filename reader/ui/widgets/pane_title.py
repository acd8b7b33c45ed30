"""The line over a pane: what the pane shows, and where in it one is."""

from rich.segment import Segment
from textual.strip import Strip

from reader.layout.cells import cell_width, cut
from reader.ui.widgets.line_pane import LineWidget


class PaneTitle(LineWidget):
    """A title on the left, a position on the right; marked while its pane has the keys."""

    COMPONENT_CLASSES = {"pane-title--focused", "pane-title--position"}

    def __init__(self, title: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = title
        self._position = ""
        self._is_focused = False

    def show(self, title: str | None = None, position: str | None = None) -> None:
        """Change title or position; None leaves one as it is."""
        self._title = self._title if title is None else title
        self._position = self._position if position is None else position
        self.repaint()

    def mark_focused(self, is_focused: bool) -> None:
        """Mark the line as that of the pane with the keys, or not."""
        self._is_focused = is_focused
        self.repaint()

    def strip_at_row(self, row: int) -> Strip:
        """Return the line; the title gives way to the position."""
        width = self.content_size.width
        position = cut(f" {self._position} " if self._position else "", width)
        room = max(width - cell_width(position), 0)
        title = cut(f" {self._title}", room)
        gap = " " * max(room - cell_width(title), 0)
        style = self.role_style("pane-title--focused") if self._is_focused else self.rich_style
        beside = style if self._is_focused else self.role_style("pane-title--position")
        return Strip([Segment(title, style), Segment(gap, style), Segment(position, beside)])

"""The title line of a pane, with the position in it."""

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.strip import Strip

from reader.layout.text.cells import cell_width, fit
from reader.ui.widgets.line_pane import LinePane


class TitlePart(LinePane):
    """A text on one line, highlighted while its pane is focused."""

    COMPONENT_CLASSES = {"title-part--focused"}

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.text = text
        self.is_marked = False

    def strip_at(self, index: int) -> Strip:
        """Return the text padded to the whole width."""
        text = fit(f" {self.text}", self.content_size.width)
        style = self.role_style("title-part--focused") if self.is_marked else self.base_style
        return Strip([Segment(text, style)])


class PaneTitle(Horizontal):
    """A title on the left, and on the right a position.

    Two widgets, because the position changes with every key and the title does not.
    """

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self._title = TitlePart(title)
        self._position = TitlePart()
        self._position.styles.width = 0

    def compose(self) -> ComposeResult:
        """Compose title and position."""
        yield self._title
        yield self._position

    def show(self, title: str | None = None, position: str | None = None) -> None:
        """Change title or position; None leaves it unchanged."""
        if title is not None:
            self._title.text = title
            self._title.repaint()
        if position is not None:
            self._position.text = position
            self._make_room(cell_width(position) + 2 if position else 0)
            self._position.repaint()

    def _make_room(self, width_cells: int) -> None:
        """Widen the position if needed; never narrow it, which would move the title."""
        if width_cells > self._position.content_size.width:
            self._position.styles.width = width_cells

    def mark_focused(self, is_focused: bool) -> None:
        """Highlight the line if its pane is focused."""
        for part in (self._title, self._position):
            part.is_marked = is_focused
            part.repaint()

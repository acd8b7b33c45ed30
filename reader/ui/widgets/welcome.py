"""The page of the first run, over the lower part of the main screen."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from reader.help_pages.welcome import WelcomeRow
from reader.layout.text.cells import cell_width, fit
from reader.ui.widgets.line_pane import LinePane

_INDENT, _GAP = " ", "  "


class WelcomePage(LinePane):
    """Shows rows of keys and sentences; hidden until it is given some."""

    COMPONENT_CLASSES = {"welcome-page--key"}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._rows: Sequence[WelcomeRow] = ()
        self.display = False

    def show(self, rows: Sequence[WelcomeRow]) -> None:
        """Show the page."""
        self._rows = rows
        self.styles.height = len(rows) + self.gutter.height
        self.display = True

    @property
    def line_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def strip_at(self, index: int) -> Strip:
        """Return a row; sentences stand below each other."""
        keys, sentence = self._rows[index]
        if not keys:
            return Strip([Segment(f"{_INDENT}{sentence}", self.base_style)])
        widest = max(cell_width(row.keys) for row in self._rows)
        return Strip(
            [
                Segment(_INDENT, self.base_style),
                Segment(fit(keys, widest), self.role_style("welcome-page--key")),
                Segment(f"{_GAP}{sentence}", self.base_style),
            ]
        )

"""Table of contents: the headings of a text, to jump to one."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.layout.line import HeadingPlace
from reader.layout.text.cells import fit
from reader.messages.language import gettext as _
from reader.ui.moves import MOVE_BY_ID, MOVES
from reader.ui.widgets.cursor_pane import CursorPane

_INDENT_CELLS = 2


class HeadingList(CursorPane):
    """One heading a row, indented by its level."""

    def __init__(self, headings: Sequence[HeadingPlace]) -> None:
        super().__init__(id="contents-list")
        self._headings = headings
        self._min_level = min(heading.level for heading in headings)

    @property
    def line_count(self) -> int:
        """How many headings there are."""
        return len(self._headings)

    def row_strip(self, index: int, width_cells: int) -> Strip:
        """Return a heading."""
        heading = self._headings[index]
        indent = " " * (_INDENT_CELLS * (heading.level - self._min_level))
        text = fit(indent + heading.text, width_cells).rstrip()
        return Strip([Segment(text, self.base_style)])


class ContentsScreen(ModalScreen[int | None]):
    """Returns the line of the chosen heading, or None."""

    BINDINGS = [
        Binding("escape,q,c,ctrl+c", "dismiss", show=False),
        *(move.binding() for move in MOVES),
    ]

    def __init__(self, headings: Sequence[HeadingPlace], line: int) -> None:
        """Create the screen.

        Args:
            headings: At least one, in reading order.
            line: Current line of the text; the cursor starts on its heading.
        """
        super().__init__()
        self._headings = headings
        self._list = HeadingList(headings)
        above = [index for index, heading in enumerate(headings) if heading.line <= line]
        self._start = above[-1] if above else 0

    def compose(self) -> ComposeResult:
        """Compose the list in a box."""
        with Vertical(id="contents-box") as box:
            box.border_title = _("Contents")
            yield self._list

    def on_mount(self) -> None:
        """Fit the box to the list and put the cursor on the current heading."""
        self._list.styles.height = len(self._headings)
        self._list.focus()
        self._list.set_reactive(HeadingList.cursor, self._start)
        self.call_after_refresh(self._list.show_cursor)

    def action_run_command(self, name: str) -> None:
        """Move in the list."""
        MOVE_BY_ID[name].make(self._list)

    def on_cursor_pane_row_chosen(self, event: CursorPane.RowChosen) -> None:
        """Return the heading's line to the caller."""
        if self.is_current:  # a second quick click comes after the first has closed it
            self.dismiss(self._headings[event.index].line)

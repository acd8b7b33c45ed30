"""Help: all keys, from the table of commands."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.ui.commands import CommandGroup, KeyRow


class HelpScreen(ModalScreen[None]):
    """A list of all keys over the main screen."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1,enter,ctrl+c", "dismiss", show=False),
        Binding("j,down", "scroll('down')", show=False),
        Binding("k,up", "scroll('up')", show=False),
        Binding("space,pagedown,ctrl+f", "scroll('page_down')", show=False),
        Binding("b,pageup,ctrl+b", "scroll('page_up')", show=False),
    ]

    def __init__(self, rows: Sequence[KeyRow]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Compose one table in a scrolling box."""
        with VerticalScroll(id="help-box"):
            yield Static(_help_table(self._rows))

    def action_scroll(self, how: str) -> None:
        """Scroll the box by a line or a page."""
        box = self.query_one(VerticalScroll)
        {
            "down": box.scroll_down,
            "up": box.scroll_up,
            "page_down": box.scroll_page_down,
            "page_up": box.scroll_page_up,
        }[how](animate=False)


def _help_table(rows: Sequence[KeyRow]) -> Table:
    table = Table(box=None, show_header=False, expand=True, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    group: CommandGroup | None = None
    for row in rows:
        if row.group is not group:
            group = row.group
            table.add_row(Text.assemble((group.heading, "bold underline")), Text())
        table.add_row(Text(row.keys, style="bold"), Text(row.help))
    return table

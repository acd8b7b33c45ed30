"""An address as a QR code over the main screen."""

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.strip import Strip

from reader.messages.language import gettext as _
from reader.terminal_text import clean_line
from reader.ui.terminal.addresses.qr_code import needed_size, qr_code
from reader.ui.terminal.clipboard import copy_address
from reader.ui.terminal.driver import terminal_driver_of
from reader.ui.widgets.line_pane import LinePane

_BLACK_ON_WHITE = Style(color="#000000", bgcolor="#ffffff")
"""Whatever the theme: cameras need it."""


class CodePane(LinePane, can_focus=True):
    """The code in the middle, or a sentence about why there is none."""

    def __init__(self, address: str) -> None:
        super().__init__(id="code")
        self._address = address
        self._lines: tuple[str, ...] = ()
        self._is_code = False

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def text(self) -> str:
        """What is shown."""
        return "\n".join(self._lines)

    def strip_at(self, index: int) -> Strip:
        """Return a line."""
        style = _BLACK_ON_WHITE if self._is_code else self.base_style
        margin = max((self.content_size.width - len(self._lines[index])) // 2, 0)
        return Strip([Segment(" " * margin, self.base_style), Segment(self._lines[index], style)])

    def on_resize(self) -> None:
        """Draw the code for the new size."""
        driver = terminal_driver_of(self.app)
        uses_ascii = driver is not None and driver.uses_ascii
        size = self.content_size
        code = qr_code(self._address, size.width, size.height, uses_ascii=uses_ascii)
        self._is_code = code is not None
        self._lines = (_why_none(self._address, uses_ascii),) if code is None else code.lines
        self.repaint()


class CodeScreen(ModalScreen[None]):
    """Shows the code until a key is pressed."""

    BINDINGS = [
        Binding("escape,q,ctrl+c,enter,space", "dismiss", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(self, address: str) -> None:
        """Create the screen of an address."""
        super().__init__()
        self._address = clean_line(address)

    def compose(self) -> ComposeResult:
        """Compose the code."""
        yield CodePane(self._address)

    def on_mount(self) -> None:
        """Take the keys."""
        self.query_one(CodePane).focus()

    def action_copy(self) -> None:
        """Copy the address."""
        copy_address(self.app, self._address)


def _why_none(address: str, uses_ascii: bool) -> str:
    needed = needed_size(address, uses_ascii=uses_ascii)
    if needed is None:
        return _("The address is too long for a code.")
    columns, lines = needed
    return _("The code needs {columns} columns and {lines} lines.").format(
        columns=columns, lines=lines
    )

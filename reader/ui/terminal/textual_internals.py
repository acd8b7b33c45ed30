"""The private parts of Textual that are used, each with the reason.

Written for Textual 8.2, the upper bound in `pyproject.toml`; a test names each part that a newer
version has changed.
"""

from rich.segment import Segments
from textual._parser import ParseError
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter

__all__ = [
    "BRACKETED_PASTE_END",
    "BRACKETED_PASTE_START",
    "ParseError",
    "QuietApp",
    "XTermParser",
    "driver_of",
    "set_line_filters",
]
# The parser turns bytes into keys. Upstream's driver spins at 100% processor on end of file, dies
# of a byte that is not UTF-8, and stops taking keys in a paste that never ends; `TerminalDriver`
# reads by itself and has no published way to parse what it reads.


def driver_of(app: App[int]) -> Driver | None:
    """Return the driver of an app; None before it runs.

    Upstream has no public access to the driver, which alone knows the size of a cell in pixels.
    """
    return app._driver


def set_line_filters(app: App[int], filters: list[LineFilter]) -> None:
    """Replace the filters that every line passes before it is sent.

    Upstream's own filters for ``NO_COLOR`` dim reversed text, or fail on text without a style,
    and there is no public way to replace them.
    """
    app._filters = filters


class QuietApp(App[int]):
    """An app that reports a crash without local variables.

    Upstream prints them, including the text of posts, and has no setting for it.
    """

    def _fatal_error(self) -> None:
        from rich.traceback import Traceback  # noqa: PLC0415 - 30 ms, only for a crash

        traceback = Traceback(show_locals=False, width=None, suppress=[])
        rendered = Segments(self.console.render(traceback, self.console.options))
        self._exit_renderables.append(rendered)
        self._close_messages_no_wait()

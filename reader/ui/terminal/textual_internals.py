"""The private parts of Textual that are used, each with the reason.

Written for Textual 8.2, the upper bound in `pyproject.toml`; a test names each part that a newer
version has changed.
"""

import asyncio
import re
import sys
from collections.abc import Iterable

from rich.console import RenderableType
from rich.control import Control
from rich.segment import Segments
from textual import _xterm_parser
from textual._parser import ParseError
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START
from textual.app import App
from textual.driver import Driver
from textual.events import Key
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.keys import Keys
from textual.widget import Widget
from textual.widgets import OptionList

from reader.diagnosis.log import note
from reader.terminal_text import clean_text

__all__ = [
    "BRACKETED_PASTE_END",
    "BRACKETED_PASTE_START",
    "KeyParser",
    "ParseError",
    "QuietApp",
    "driver_of",
    "has_all_lines",
    "remember_copied",
    "row_place",
    "set_line_filters",
]
# The parser turns bytes into keys. Upstream's driver spins at 100% processor on end of file, dies
# of a byte that is not UTF-8, and stops taking keys in a paste that never ends; `TerminalDriver`
# reads by itself and has no published way to parse what it reads.
_KEY = re.compile(
    r"\x1b\[(?P<code>\d*)(?P<others>(?::\d*)*)"
    r"(?:;(?P<modifiers>\d*)(?::(?P<kind>\d*))?(?P<text>;[\d:]*)?)?(?P<end>[u~ABCDEFHPQRS])"
)
"""A key in kitty's keyboard protocol, with alternate keys and the kind of event."""
_RELEASED = "3"
_CURSOR_SECONDS = 0.01
"""Longer than a frame. A later frame places the cursor itself."""


class TextKey(Key):
    """A key that types text, of which upstream takes it for none.

    `str.isprintable` is False for all spaces but one (the ideographic space of an input method),
    joiners within an emoji, private characters, and those newer than Python's tables.
    """

    @property
    def is_printable(self) -> bool:
        """Always true."""
        return True

    def copy(self) -> Key:
        """Return another event of the same key."""
        return TextKey(self.key, self.character)


TextKey.handler_name = Key.handler_name  # upstream derives it from the name of the class


def _as_text(key: Key) -> Key:
    """Return a `TextKey` if a key types a character that neither acts nor reorders text."""
    character = key.character or ""
    is_text = character not in "\t\n" and clean_text(character) == character
    return TextKey(key.key, character) if is_text and not character.isprintable() else key


class KeyParser(_xterm_parser.XTermParser):
    """A parser that takes all text, and every key of kitty's keyboard protocol.

    Upstream fails on alternate keys, on the kind of event (``ESC [ 97 ; 1 : 1 u``), and on codes
    that are no characters. A released key is ignored.
    """

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        return map(_as_text, self._keys_of(sequence, alt))

    def _keys_of(self, sequence: str, alt: bool) -> Iterable[Key]:
        key = _KEY.fullmatch(sequence)
        if key is not None and (key["others"] or key["kind"] is not None):
            if key["kind"] == _RELEASED:
                return [Key(Keys.Ignore, sequence)]
            sequence = f"\x1b[{key['code']};{key['modifiers'] or ''}{key['text'] or ''}{key['end']}"
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [Key(Keys.Ignore, sequence)]


def driver_of(app: App[int]) -> Driver | None:
    """Return the driver of an app; None before it runs.

    Upstream has no public access to the driver, which alone knows the size of a cell in pixels.
    """
    return app._driver


def row_place(rows: OptionList) -> Offset | None:
    """Return the screen's column and row of the highlighted option; None without one.

    Upstream has no public way to tell on which line an option starts.
    """
    line = rows._index_to_line.get(-1 if rows.highlighted is None else rows.highlighted)
    if line is None:
        return None
    shift = Offset(0, line - rows.scroll_offset.y)
    return rows.content_region.offset + shift


def has_all_lines(widget: Widget) -> bool:
    """Say whether no line of a widget has changed since it was painted.

    Upstream puts all lines of all visible widgets together again for each change of one line,
    which takes a quarter of a key's processor time, and has no public way to ask for the change.
    """
    cache = widget._styles_cache
    return bool(cache._cache) and not cache._dirty_lines


def remember_copied(app: App[int], text: str) -> None:
    """Set the app's own clipboard, from which its input lines paste.

    Upstream sets it only together with sending the text to the terminal.
    """
    app._clipboard = text


def set_line_filters(app: App[int], filters: list[LineFilter]) -> None:
    """Replace the filters that every line passes before it is sent.

    Upstream's own filters for ``NO_COLOR`` dim reversed text, or fail on text without a style,
    and there is no public way to replace them.
    """
    app._filters = filters


class QuietApp(App[int]):
    """An app that reports a crash without local variables, and always with exit status 1.

    Attributes:
        shows_tracebacks: False says a crash in one sentence.

    Upstream prints them, including the text of posts, and has no setting for it. It exits with
    status 0 after an error in its input thread.
    """

    shows_tracebacks = True
    _places_cursor = False
    """Whether `place_cursor` is about to be called."""

    def place_cursor_soon(self) -> None:
        """Call `place_cursor` once the screen has been drawn after a key.

        Not by `call_after_refresh`: its messages take a fifth of a key's processor time.
        """
        if not self._places_cursor:
            self._places_cursor = True
            asyncio.get_running_loop().call_later(_CURSOR_SECONDS, self._place_cursor_now)

    def _place_cursor_now(self) -> None:
        self._places_cursor = False
        if self.is_running and self.screen_stack:
            self.place_cursor()

    def place_cursor(self) -> None:
        """Move the terminal's hidden cursor if it is not at `cursor_position`.

        Upstream moves it only together with an update of the screen.
        """
        driver, place = self._driver, self.screen.outer_size.clamp_offset(self.cursor_position)
        if driver is None or self.is_headless or self._batch_count:
            return
        if place != self._previous_cursor_position:
            self._previous_cursor_position = place
            driver.write(Control.move_to(*place).segment.text)
            driver.flush()

    def panic(self, *renderables: RenderableType) -> None:
        """Exit with status 1 and show what is given."""
        self._return_code = 1
        super().panic(*renderables)

    def _fatal_error(self) -> None:
        if not self.shows_tracebacks:
            self._return_code = 1
            self._close_messages_no_wait()
            return
        error = sys.exception()
        if error is not None:
            note(error)
        from rich.traceback import Traceback  # noqa: PLC0415 - 30 ms, only for a crash

        traceback = Traceback(show_locals=False, width=None, suppress=[])
        rendered = Segments(self.console.render(traceback, self.console.options))
        self._exit_renderables.append(rendered)
        self._close_messages_no_wait()

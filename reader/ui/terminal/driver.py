"""Textual's terminal driver, hardened against lost and unusual terminals.

Upstream (Textual 8.2.8) spins at 100% processor on end of file, dies of a byte that is not UTF-8
and of a character that the locale's encoding lacks, and stops taking keys in a paste that never
ends. Remove when upstream handles all four.
"""

import os
import selectors
import signal
import sys
import time
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from reader.ui.terminal.drawing.frames import Frames
from reader.ui.terminal.graphics import ASK_ATTRIBUTES, DeviceAttributes, cell_pixels
from reader.ui.terminal.kinds import kind_of
from reader.ui.terminal.output_encoding import has, terminal_encoding, use_for_terminal
from reader.ui.terminal.textual_internals import (
    BRACKETED_PASTE_END,
    BRACKETED_PASTE_START,
    KeyParser,
    ParseError,
    driver_of,
)

HUNG_UP = 128 + signal.SIGHUP
"""Exit status at the end of input: the shell's convention for a hang-up."""
_POLL_SECONDS = 0.1
_PASTE_SECONDS = 1.0
"""Time without input after which a paste is taken to have ended."""
_IDLE_SECONDS = 1.5
"""Time without input after which nothing is due any more, so that the next input is awaited."""
_ANSWER_SECONDS = 1.0
"""Time for which the terminal's last answer is awaited, lest it arrive in the shell."""


class TerminalDriver(LinuxDriver):
    """A `LinuxDriver` whose input ends cleanly, and which draws on standard output.

    Upstream draws on standard error, so ``reader 2>log`` would show nothing. Frames are
    sent in few bytes. Input and output are in the terminal's encoding.
    """

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = sys.__stdout__
        use_for_terminal(sys.__stdout__)
        self._output_encoding = terminal_encoding(sys.__stdout__)
        self._input_encoding = terminal_encoding(sys.__stdin__)
        self._kind = kind_of(os.environ.get("TERM", ""))
        self._frames = Frames(self._send, can_erase=self._kind.can_erase)
        self._frames.draw_in_ascii(self._kind.is_plain)
        self.attributes = DeviceAttributes()
        self._woken, self._wake = os.pipe()

    def write(self, data: str) -> None:
        """Send data to the terminal, a frame in few bytes."""
        self._frames.write(data)

    def _send(self, data: str) -> None:
        understood = self._kind.understood(data)
        if understood:
            super().write(understood)

    def draw_in_ascii(self, uses_ascii: bool) -> None:
        """Draw frames and marks in ASCII, or only on a terminal that has no others."""
        self._frames.draw_in_ascii(uses_ascii or self._kind.is_plain)

    @property
    def uses_ascii(self) -> bool:
        """Whether blocks are drawn in ASCII, by choice or because the encoding lacks them."""
        return self._frames.uses_ascii or not has(self._output_encoding, "█▀▄")

    def disable_input(self) -> None:
        """End the input thread, which may wait without a limit."""
        end = time.monotonic() + _ANSWER_SECONDS
        while self._frames.is_waiting and self._reads and time.monotonic() < end:
            time.sleep(_POLL_SECONDS / 10)
        os.write(self._wake, b"x")
        super().disable_input()
        os.read(self._woken, 1)

    @property
    def _reads(self) -> bool:
        return self._key_thread is not None and self._key_thread.is_alive()

    def forget_screen(self) -> None:
        """Send everything with the next frame: the terminal may have lost what it showed."""
        self._frames.forget()

    @property
    def slices(self) -> dict[str, str]:
        """Slices of the shown images; see `picture_slices`."""
        return self._frames.slices

    def ask_attributes(self) -> None:
        """Query the terminal's attributes once; the answer arrives in `attributes`."""
        if not self.attributes.is_asked:
            self.attributes.is_asked = True
            self.write(ASK_ATTRIBUTES)
            self.flush()

    @property
    def cell_pixels(self) -> tuple[int, int] | None:
        """Width and height of a cell in pixels, if the terminal reports them."""
        return cell_pixels(self.fileno)

    def run_input_thread(self) -> None:
        """Turn bytes from the terminal into events until the app exits or input ends."""
        parser = KeyParser(self._debug)
        try:
            for text in self._read_text():
                for event in parser.feed(text) if text else parser.tick():
                    self.process_message(event)
        finally:
            with suppress(EOFError, ParseError):
                list(parser.feed(""))

    def _read_text(self) -> Iterator[str]:
        """Yield decoded input, and "" after each tenth of a second without input."""
        decode = getincrementaldecoder(self._input_encoding)(errors="replace").decode
        is_pasting, silent_seconds = False, 0.0
        waiting = _selector()
        waiting.register(self.fileno, selectors.EVENT_READ)
        waiting.register(self._woken, selectors.EVENT_READ)
        while not self.exit_event.is_set():
            is_idle = silent_seconds > _IDLE_SECONDS and not self._frames.is_waiting
            found = waiting.select(None if is_idle else _POLL_SECONDS)
            ready = [key for key, _ in found if key.fd == self.fileno]
            if found and not ready:
                self.exit_event.wait(_POLL_SECONDS)
                continue
            data = self._read_bytes() if ready else b""
            if ready and not data:
                self._app.call_later(self._app.exit, return_code=HUNG_UP)
                return
            text = decode(data)
            starts, ends = text.rfind(BRACKETED_PASTE_START), text.rfind(BRACKETED_PASTE_END)
            is_pasting = starts > ends if starts != ends else is_pasting
            silent_seconds = 0.0 if ready else silent_seconds + _POLL_SECONDS
            if is_pasting and silent_seconds >= _PASTE_SECONDS:
                is_pasting = False
                text = BRACKETED_PASTE_END
            yield self.attributes.take_from(self._frames.take_answers(text))

    def _read_bytes(self) -> bytes:
        """Read available input; a hang-up reads as the end of input."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""


def terminal_driver_of(app: App[int]) -> TerminalDriver | None:
    """Return the app's driver on a real terminal; None in a test without one."""
    driver = driver_of(app)
    return driver if isinstance(driver, TerminalDriver) else None


def redraw(app: App[int]) -> None:
    """Draw the whole screen anew, whatever the terminal shows."""
    driver = terminal_driver_of(app)
    if driver is not None:
        driver.forget_screen()
    app.screen.refresh()


def _selector() -> selectors.BaseSelector:
    """Return a selector for any descriptor: `select` stops at 1023, macOS can't poll a tty."""
    return selectors.PollSelector() if sys.platform == "linux" else selectors.SelectSelector()

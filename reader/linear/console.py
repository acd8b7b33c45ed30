"""Standard input and output as lines: prompts, and answers that hold one thing a line.

Owns this rule: nothing but text and line feeds is written, in whatever encoding the locale has.
Where both ends are a terminal, lines can be edited and earlier ones called back (GNU readline),
unless the terminal is one that can't move its cursor.
"""

import io
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from reader.terminal_text import clean_line, clean_text

_TAB_CELLS = 4
_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class Console:
    """Asks for lines and writes lines.

    Ctrl-C raises `KeyboardInterrupt` only while a line is awaited: raised in the middle of an
    answer of SQLite it would look like damage. Everywhere else it sets `is_interrupted`.
    """

    def __init__(self, *, can_edit: bool, idle_minutes: int = 0) -> None:
        """Take standard input and output.

        Args:
            can_edit: Whether readline may be used, which reads a file of the user's.
            idle_minutes: Minutes without a line after which the input ends; 0 is never.
        """
        self._interrupted = False
        self._is_asking = False
        self._idle_seconds = idle_minutes * 60
        self._is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        self._edits = can_edit and self._is_terminal and _moves_cursor() and _load_readline()
        for stream in (sys.stdin, sys.stdout):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace", line_buffering=True)

    def say(self, text: str) -> None:
        """Write a text, each of its lines as one, cleaned for the terminal."""
        for line in clean_text(text).split("\n"):
            sys.stdout.write(f"{line.expandtabs(_TAB_CELLS).rstrip()}\n")

    def ask(self, prompt: str) -> str:
        """Write a prompt and return the next line.

        Without a terminal the prompt is a line of its own.

        Raises:
            EOFError: The input has ended, or Ctrl-D was pressed.
            KeyboardInterrupt: Ctrl-C was pressed.
        """
        self._interrupted, self._is_asking = False, True
        signal.alarm(self._idle_seconds)
        try:
            return self._read(clean_line(prompt))
        except (EOFError, KeyboardInterrupt):
            if self._is_terminal:
                self.say("")
            raise
        finally:
            signal.alarm(0)
            self._is_asking = False

    def _read(self, prompt: str) -> str:
        if self._edits:
            sys.stdout.flush()
            return input(f"{prompt} ")
        sys.stdout.write(f"{prompt} " if self._is_terminal else f"{prompt}\n")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line

    def is_interrupted(self) -> bool:
        """Say whether Ctrl-C was pressed since the last prompt."""
        return self._interrupted

    @contextmanager
    def handling_signals(self) -> Iterator[None]:
        """Handle Ctrl-C, and end with 128 + n after signal n, as long as the block runs."""
        handlers: dict[signal.Signals, Callable[[int, FrameType | None], None]] = {
            signal.SIGINT: self._interrupt,
            signal.SIGALRM: _end_input,
            **dict.fromkeys(_ENDING, _end),
        }
        before = {number: signal.signal(number, it) for number, it in handlers.items()}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._interrupted = True
        if self._is_asking:
            raise KeyboardInterrupt


class IdleError(EOFError):
    """No line has come for as long as a session may be idle."""


def _end_input(_number: int, _frame: FrameType | None) -> None:
    raise IdleError


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _moves_cursor() -> bool:
    return os.environ.get("TERM", "") not in {"", "dumb", "unknown"}


def _load_readline() -> bool:
    """Load readline, which `input` then uses, without the sequences that it writes by itself."""
    with suppress(ImportError):
        import readline  # noqa: PLC0415 - importing it changes `input`

        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("set enable-meta-key off")
        return True
    return False

"""A program under a real pseudo-terminal, and the screen that a user would see of it.

Run as a script it waits until a text is on the screen, types keys, and tells how the program
ended: ``pseudo_terminal.py --until TEXT [--keys KEYS] -- COMMAND [ARGUMENT]...``
"""

import argparse
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path

import pyte

_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[(?:[<=>][0-9;:]*[@-~]|\?[0-9;:]*(?:\$p|[a-gi-km-z])|[0-9;]*[$'\" ][a-z@])"
)
"""Private sequences that pyte would print or stumble over: reports, keyboard modes, DECRQM."""
_KEPT_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_WAIT_SECONDS = 20.0


class TimedOutError(AssertionError):
    """What was waited for did not come; the message shows the screen."""


class PseudoTerminal:
    """A child process with a terminal of its own; a context manager that ends it.

    `raw` holds every byte that it wrote, `screen` what pyte makes of them.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        columns: int = 120,
        lines: int = 40,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        cell: tuple[int, int] = (0, 0),
        answers: bool = False,
    ) -> None:
        """Start `command`; `environment` is added to the usual one, `cell` is in pixels.

        With `answers` the terminal answers queries of its status, as real ones do.
        """
        self._cell = cell
        self.raw = bytearray()
        self._display = pyte.Screen(columns, lines)
        if answers:
            self._display.write_process_input = self.send
        self._stream = pyte.ByteStream(self._display)
        self._pending = b""
        self._master, slave = os.openpty()
        self._set_size(columns, lines)
        variables = dict(os.environ, TERM="xterm-256color", LC_ALL="C.UTF-8")
        for name in ("LINES", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "TEXTUAL", "PYTHONINSPECT"):
            variables.pop(name, None)
        self.process = subprocess.Popen(
            [str(word) for word in command],
            env=variables | dict(environment or {}),
            cwd=folder,
            pass_fds=(slave,),
            preexec_fn=partial(os.login_tty, slave),  # noqa: PLW1509 - no threads here
        )
        os.close(slave)

    def __enter__(self) -> "PseudoTerminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def screen(self) -> str:
        """The screen as text, wide characters without the gap that pyte leaves after them."""
        rows = (self._display.buffer[y] for y in range(self._display.lines))
        width = self._display.columns
        return "\n".join("".join(row[x].data for x in range(width)).rstrip() for row in rows)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and line of the cursor, from 0."""
        return self._display.cursor.x, self._display.cursor.y

    def place_of(self, text: str) -> tuple[int, int] | None:
        """Column and line, from 0, of a text; None without it, the lowest of several."""
        for y in reversed(range(self._display.lines)):
            row = self._display.buffer[y]
            cells = [row[x].data for x in range(self._display.columns)]
            at = "".join(cells).find(text)
            if at >= 0:
                ends = accumulate(map(len, cells), initial=0)
                return next(x for x, start in enumerate(ends) if cells[x] and start == at), y
        return None

    @property
    def output(self) -> str:
        """Everything that was written, as text, line ends made line feeds."""
        return self.raw.decode(errors="replace").replace("\r\n", "\n")

    @property
    def modes_left_on(self) -> set[str]:
        """Private modes that the program has set and not reset: ``1049`` is the second screen."""
        on: set[str] = set()
        for numbers, what in _KEPT_MODES.findall(bytes(self.raw)):
            modes = set(numbers.decode().split(";"))
            on = on | modes if what == b"h" else on - modes
        return on - {"25", "7"}

    def send(self, keys: str | bytes) -> None:
        """Type; special keys are given as the bytes that a terminal sends."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size, which the child is told with SIGWINCH."""
        self._display.resize(lines, columns)
        self._set_size(columns, lines)
        os.killpg(self.process.pid, signal.SIGWINCH)

    def wait_for(self, text: str, seconds: float = _WAIT_SECONDS) -> str:
        """Read until `text` is on the screen; return the screen."""
        return self.wait_until(lambda: text in self.screen, f"{text!r} on the screen", seconds)

    def wait_until(
        self, is_so: Callable[[], bool], what: str = "it", seconds: float = _WAIT_SECONDS
    ) -> str:
        """Read until `is_so()`; return the screen.

        Raises:
            TimedOutError: It did not come about, or the program ended before.
        """
        end = time.monotonic() + seconds
        while not is_so():
            left = end - time.monotonic()
            if left <= 0 or not self._read(left):
                if is_so():
                    break
                raise TimedOutError(f"waited for {what}; the screen is:\n{self.screen}")
        return self.screen

    def read_quiet(self, quiet_seconds: float = 0.2) -> str:
        """Read until nothing has come for a while; return the screen."""
        while self._read(quiet_seconds):
            pass
        return self.screen

    def wait_for_end(self, seconds: float = _WAIT_SECONDS) -> int:
        """Read until the program ends.

        Returns:
            Its exit status; minus n where signal n killed it.
        """
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self._read(left):
            pass
        try:
            return self.process.wait(max(end - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            raise TimedOutError(f"still runs; the screen is:\n{self.screen}") from None

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        os.close(self._master)
        self._master = -1

    def close(self) -> None:
        """End the program, if it still runs."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._master >= 0:
            self.hang_up()

    def _set_size(self, columns: int, lines: int) -> None:
        width, height = self._cell
        size = struct.pack("HHHH", lines, columns, columns * width, lines * height)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def _has_output(self, seconds: float) -> bool:
        waiting = select.poll()  # `select` takes no descriptor beyond 1023
        waiting.register(self._master, select.POLLIN)
        return bool(waiting.poll(max(seconds, 0) * 1000))

    def _read(self, seconds: float) -> bool:
        """Take in what comes within `seconds`; False where nothing came or will come."""
        if self._master < 0 or not self._has_output(seconds):
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux: EIO once the last process has closed the terminal
            return False
        self.raw += data
        self._show(data)
        return bool(data)

    def _show(self, data: bytes) -> None:
        """Feed pyte, holding back a sequence whose end has not come yet."""
        data = self._pending + data
        start = data.rfind(b"\x1b")
        is_open = (
            start >= 0 and re.fullmatch(rb"\x1b(\[[0-9;:<=>?$'\" ]*)?", data[start:]) is not None
        )
        self._pending = data[start:] if is_open else b""
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data[:start] if is_open else data))


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--until", required=True, metavar="TEXT")
    parser.add_argument("--keys", default="", help="typed once TEXT is there")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    with PseudoTerminal(options.command) as terminal:
        sys.stdout.write(f"{terminal.wait_for(options.until)}\n")
        terminal.send(options.keys)
        status = terminal.wait_for_end() if options.keys else 0
        left = ", ".join(sorted(terminal.modes_left_on)) or "none"
        sys.stdout.write(f"exit status {status}; modes left on: {left}\n")
        return 1 if terminal.modes_left_on else status


if __name__ == "__main__":
    sys.exit(_main())

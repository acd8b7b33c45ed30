"""A slow line to a program, as a modem or a satellite gives: few bytes a second, and late.

``slow_line.py BYTES_PER_SECOND DELAY_SECONDS COMMAND [ARGUMENT]...`` runs the command in a terminal
of its own, and passes its bytes on in both directions. Nothing is lost and nothing pushes back:
what the line can't take yet waits in it. It is slow from SIGUSR1 on; before, it is only late.
"""

import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
import tty
from collections import deque

_PIECE = 16


class Direction:
    """Bytes under way from one descriptor to another."""

    def __init__(self, source: int, target: int) -> None:
        self.source, self._target = source, target
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._free_at = 0.0

    def take(self, data: bytes, delay_seconds: float, bytes_per_second: float | None) -> None:
        """Put bytes on the line."""
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            begins = max(self._free_at, time.monotonic())
            self._free_at = begins + (len(piece) / bytes_per_second if bytes_per_second else 0)
            self._waiting.append((self._free_at + delay_seconds, piece))

    def deliver(self) -> float | None:
        """Pass on what has arrived; return the seconds until more arrives, if anything does."""
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            os.write(self._target, self._waiting.popleft()[1])
        return max(self._waiting[0][0] - time.monotonic(), 0) if self._waiting else None


def main() -> int:
    """Run the command until it ends, and return its exit status."""
    bytes_per_second, delay = float(sys.argv[1]), float(sys.argv[2])
    slow: list[float] = []
    signal.signal(signal.SIGUSR1, lambda *_: slow.append(bytes_per_second))
    size = fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8)
    tty.setraw(0)
    process, master = pty.fork()
    if process == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        os.execvp(sys.argv[3], sys.argv[3:])
    lines = [Direction(0, master), Direction(master, 1)]
    while True:
        due = [seconds for line in lines if (seconds := line.deliver()) is not None]
        ready, _, _ = select.select([line.source for line in lines], [], [], min(due, default=None))
        for line in lines:
            if line.source not in ready:
                continue
            try:
                data = os.read(line.source, 65536)
            except OSError:
                data = b""
            if not data:
                return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            line.take(data, delay, slow[0] if slow else None)


if __name__ == "__main__":
    sys.exit(main())

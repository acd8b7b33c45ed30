"""A program on a pseudo-terminal of its own, read and written without blocking the event loop."""

import asyncio
import fcntl
import os
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from contextlib import suppress

from reader.serve.limits import Size

_CHUNK_BYTES = 16_384
_FRESH_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGPIPE, signal.SIGQUIT, signal.SIGTERM)
"""Signals that the program gets with their default effect, whatever the server does on them."""
_POLL_SECONDS = 0.05
_CLOSED = -1
"""No descriptor: the number of a closed one may soon be another file's."""


class PseudoTerminal:
    """A running program and the master side of its terminal; use it within one event loop."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], size: Size) -> None:
        """Start the program, without a shell.

        Args:
            command: Path of the program, and its arguments.
            environment: All its variables.
            size: The terminal's size at the start.

        Raises:
            OSError: There is no terminal left, or the program can't be started.
        """
        self._status: int | None = None
        self._is_writable = asyncio.Event()
        self._master, slave = os.openpty()
        try:
            os.set_blocking(self._master, False)
            self._name = os.ttyname(slave)
            self.resize(size)
            self._pid = _spawn(command, environment, self._name)
        except OSError:
            os.close(self._master)
            raise
        finally:
            os.close(slave)

    @property
    def status(self) -> int | None:
        """The exit status, -n after signal n; None while the program runs."""
        if self._status is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    @property
    def unread_bytes(self) -> int:
        """How many bytes were written to the terminal that the program has not read."""
        try:
            terminal = os.open(self._name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return 0
        try:
            (count,) = struct.unpack("i", fcntl.ioctl(terminal, termios.FIONREAD, bytes(4)))
            return int(count)
        finally:
            os.close(terminal)

    def resize(self, size: Size) -> None:
        """Set the size; a change is told to the program with SIGWINCH."""
        packed = struct.pack("HHHH", size.lines, size.columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, packed)

    async def read(self) -> bytes:
        """Wait for output and return some; nothing once the program has closed the terminal."""
        while True:
            try:
                return os.read(self._master, _CHUNK_BYTES)
            except BlockingIOError:
                await self._wait_to_read()
            except OSError:  # Linux: EIO at the end
                return b""

    async def write(self, data: bytes) -> None:
        """Write all of `data`, as fast as the program reads; at its end the rest is dropped."""
        while data:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                await self._wait_to_write()
            except OSError:
                return

    async def end(self, seconds: float) -> int:
        """End the program: hang up as a lost line does, and kill it if it goes on.

        Somebody has to read its output meanwhile. The terminal stays open.
        """
        self._send(signal.SIGHUP)
        for _ in range(int(seconds / _POLL_SECONDS)):
            if self.status is not None:
                break
            await asyncio.sleep(_POLL_SECONDS)
        else:
            self._send(signal.SIGKILL)
        while (status := self.status) is None:
            await asyncio.sleep(_POLL_SECONDS)
        return status

    def close(self) -> None:
        """Close the terminal, after the last `read`; a `write` that still waits is dropped."""
        master, self._master = self._master, _CLOSED
        asyncio.get_running_loop().remove_writer(master)
        self._is_writable.set()
        os.close(master)

    def _send(self, number: signal.Signals) -> None:
        if self.status is None:
            with suppress(ProcessLookupError):
                os.killpg(self._pid, number)

    async def _wait_to_read(self) -> None:
        loop, is_readable = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._master, is_readable.set)
        try:
            await is_readable.wait()
        finally:
            loop.remove_reader(self._master)

    async def _wait_to_write(self) -> None:
        """Wait for the terminal to take more, or to be closed."""
        loop = asyncio.get_running_loop()
        self._is_writable.clear()
        loop.add_writer(self._master, self._is_writable.set)
        try:
            await self._is_writable.wait()
        finally:
            if self._master != _CLOSED:
                loop.remove_writer(self._master)


def _spawn(command: Sequence[str], environment: Mapping[str, str], terminal: str) -> int:
    """Start a program as the leader of a session whose terminal is the first file it opens."""
    onto_terminal = (
        (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),
        (os.POSIX_SPAWN_DUP2, 0, 1),
        (os.POSIX_SPAWN_DUP2, 0, 2),
    )
    return os.posix_spawn(
        command[0],
        list(command),
        environment,
        file_actions=onto_terminal,
        setsid=True,
        setsigmask=(),
        setsigdef=_FRESH_SIGNALS,
    )

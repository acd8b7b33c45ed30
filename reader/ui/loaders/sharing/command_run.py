"""Runs a shell command on a text, bounded in time and in what it may print."""

import os
import selectors
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import IO

from reader.errors import ProgramError
from reader.messages.system_errors import system_reason
from reader.terminal_text import clean_text, without_sequences

MAX_SECONDS = 300.0
"""Time after which a command is ended."""
MAX_BYTES = 256 * 1024
"""What a command may print, and as much to standard error, before it is ended:
45 ms to break into lines."""
_POLL_SECONDS = 0.1
_GRACE_SECONDS = 1.0
"""Time between asking a command to end and ending it."""
_READ_BYTES = 1 << 16


class Ending(Enum):
    """What ended a command."""

    ITSELF = "itself"
    TIME = "time"
    LENGTH = "length"
    USER = "user"


@dataclass(frozen=True, slots=True)
class CommandOutput:
    """What a command printed."""

    status: int
    """Exit status; minus n if signal n ended it."""
    output: str
    """Standard output, cleaned for the terminal, without colours."""
    errors: str
    """Standard error, as `output`."""
    ending: Ending


class CommandRun:
    """One run of a command in a session of its own, so that it can't read from the terminal."""

    def __init__(self, command: str, data: bytes, max_seconds: float = MAX_SECONDS) -> None:
        """Prepare a run.

        Args:
            command: As for ``sh -c``.
            data: Standard input.
            max_seconds: Time after which it is ended.
        """
        self._command = command
        self._data = data
        self._max_seconds = max_seconds
        self._ending = Ending.ITSELF
        self._process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End the command, or keep it from starting; any thread may call."""
        self._end(Ending.USER)

    def run(self) -> CommandOutput:
        """Run the command to its end. A program that it leaves in the background goes on.

        Raises:
            ProgramError: The system can't start it.
        """
        try:
            with text_file(self._data) as source:
                self._process = process = subprocess.Popen(  # noqa: S602 - the user typed it
                    self._command,
                    shell=True,
                    stdin=source,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    start_new_session=True,
                )
        except (OSError, ValueError) as error:
            raise ProgramError(system_reason(error)) from error
        if self._ending is not Ending.ITSELF:
            self._end(self._ending)
        with process:
            output, errors = self._read(process)
        return CommandOutput(process.returncode, _shown(output), _shown(errors), self._ending)

    def _read(self, process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
        """Read both outputs until the command ends."""
        output, errors = bytearray(), bytearray()
        deadline = time.monotonic() + self._max_seconds
        with selectors.DefaultSelector() as waiting:
            for pipe, data in ((process.stdout, output), (process.stderr, errors)):
                waiting.register(_pipe(pipe), selectors.EVENT_READ, data)
            has_ended = False
            while waiting.get_map() and self._ending is Ending.ITSELF:
                ready = waiting.select(0 if has_ended else _POLL_SECONDS)
                if has_ended and not ready:
                    break  # what the command left in the background keeps the pipes open
                for key, _ in ready:
                    _take(waiting, key)
                if max(len(output), len(errors)) > MAX_BYTES:
                    self._end(Ending.LENGTH)
                elif time.monotonic() > deadline:
                    self._end(Ending.TIME)
                has_ended = process.poll() is not None
        self._await_end(process, deadline)
        return bytes(output[:MAX_BYTES]), bytes(errors[:MAX_BYTES])

    def _await_end(self, process: subprocess.Popen[bytes], deadline: float) -> None:
        """Wait for a command that has closed its outputs or was told to end."""
        while self._ending is Ending.ITSELF:
            with suppress(subprocess.TimeoutExpired):
                process.wait(_POLL_SECONDS)
                return
            if time.monotonic() > deadline:
                self._end(Ending.TIME)
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            _signal_group(process, signal.SIGKILL)
            process.wait()

    def _end(self, ending: Ending) -> None:
        if self._ending is Ending.ITSELF:
            self._ending = ending
        if self._process is not None:
            _signal_group(self._process, signal.SIGTERM)


def text_file(data: bytes) -> IO[bytes]:
    """Return a nameless file to be read from its start: a program need not read it to its end."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(data)
    file.seek(0)
    return file


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError(pipe)
    return pipe


def _take(waiting: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    data = os.read(key.fd, _READ_BYTES)
    key.data.extend(data)
    if not data:
        waiting.unregister(key.fileobj)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal a command and all that it has started, unless it has ended."""
    if process.returncode is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)


def _shown(data: bytes) -> str:
    return clean_text(without_sequences(data.decode("utf-8", "replace")))

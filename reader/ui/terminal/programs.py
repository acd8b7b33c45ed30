"""Gives the terminal to another program until it ends."""

import shlex
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from textual.app import App, SuspendNotSupported

from reader.errors import ProgramError
from reader.messages.language import gettext as _
from reader.messages.system_errors import system_reason
from reader.terminal_text import clean_line
from reader.ui.terminal.driver import redraw

NOT_FOUND = 127
"""Exit status of a shell that does not find a command. Source: POSIX, *Shell Command Language*."""


def run_in_terminal(
    app: App[int], command: str | Sequence[str], source: IO[bytes] | None = None
) -> int:
    """Suspend the screen, run a program, and draw the screen again. The event loop waits.

    Args:
        app: The running app.
        command: A command of the shell, or a program and its arguments.
        source: The program's standard input instead of the terminal.

    Returns:
        The exit status; minus n if signal n ended the program.

    Raises:
        ProgramError: It can't be started, or there is no terminal to give to it.
    """
    try:
        with app.suspend(), _without_interrupts():
            ended = _run(command, source)
    except SuspendNotSupported as error:
        raise ProgramError(_("there is no terminal to give to a program")) from error
    redraw(app)
    if isinstance(ended, Exception):
        name = command if isinstance(command, str) else command[0]
        raise could_not_run(name, ended) from ended
    return ended


def could_not_run(name: str, error: Exception) -> ProgramError:
    """Return the error of a program that can't be started."""
    is_missing = isinstance(error, FileNotFoundError)
    reason = _("command not found") if is_missing else system_reason(error)
    text = _("{program}: {reason}")
    return ProgramError(text.format(program=clean_line(name), reason=reason))


def split_command(command: str) -> list[str]:
    """Return the words of a variable such as `EDITOR`.

    Raises:
        ProgramError: A quotation mark is not closed.
    """
    try:
        return shlex.split(command)
    except ValueError as error:
        text = _("{command}: a quotation mark is not closed")
        raise ProgramError(text.format(command=clean_line(command))) from error


def _run(command: str | Sequence[str], source: IO[bytes] | None) -> int | Exception:
    """Run a program; return what it fails with, because the screen must come back first."""
    is_for_shell = isinstance(command, str)
    try:
        ended = subprocess.run(  # noqa: S603 - the user named it
            command, shell=is_for_shell, stdin=source, check=False
        )
    except (OSError, ValueError) as error:
        return error
    return ended.returncode


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Leave Ctrl-C and SIGQUIT's key to the program, as `system(3)` does.

    With handlers instead of `SIG_IGN`, which the program would inherit.
    """
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)

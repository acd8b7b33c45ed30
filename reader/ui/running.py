"""Runs the screen on a terminal, and restores the terminal however the reader ends."""

import asyncio
import gc
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType

from reader.config.in_force import Origin, Source
from reader.errors import ReaderError, TerminalError
from reader.messages.language import gettext as _
from reader.session import Session, open_session
from reader.terminal_text import clean_line
from reader.ui.app import ReaderApp

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
_START_SECONDS = 1.0
"""Delay before garbage collection, which `__main__` disables for the start, is enabled."""
_MIDDLE_BEFORE_ALL = 20
"""Middle collections before a full one (Python's default is 10). A full collection stops every
thread for 50 to 160 ms after long texts were read; without any, closed dialogs and replaced rows
stay in memory: 20 kB for each of 10,000 random keys (measured)."""
_SWITCH_SECONDS = 0.0005
"""Thread switch interval. The event loop yields in each of its rounds, so with Python's default of
5 ms a key of five rounds waits 25 ms while a post is parsed."""
_RESTORE_SECONDS = 2
"""Time limit for restoring the terminal, which may be gone; then the process ends."""


def open_screen(path: Path | None, *, uses_index: bool, uses_ascii: bool = False) -> int:
    """Open an archive and run the reader on it; see `open_session` and `run_screen`.

    Args:
        path: The archive's folder.
        uses_index: As for `open_session`.
        uses_ascii: Draws frames and marks in ASCII, whatever the settings say.
    """

    def opened(path: Path | None) -> Session:
        session = open_session(path, uses_index=uses_index, is_on_screen=True)
        return _in_ascii(session) if uses_ascii else session

    status, wanted = _run_app(opened(path))
    while wanted:
        try:
            session = opened(Path(wanted))
            path = Path(wanted)
        except (ReaderError, OSError) as error:
            session = replace(opened(path), notice=clean_line(str(error)))
        status, wanted = _run_app(session)
    return status


def _in_ascii(session: Session) -> Session:
    origins = {"ascii": Origin(Source.COMMAND_LINE, "--ascii")}
    return replace(session, in_force=session.in_force.overridden({"ascii": True}, origins))


def run_screen(session: Session) -> int:
    """Run the reader until the user quits or a signal ends it.

    Returns:
        The exit status: 0 after quitting, 1 after a crash, 128 + n after signal n.

    Raises:
        TerminalError: Input or output is not a terminal, or not a usable one.
    """
    return _run_app(session)[0]


def _run_app(session: Session) -> tuple[int, str]:
    """Run the reader; return the exit status, and the name of the archive to open next, if any."""
    check_terminal()
    sys.setswitchinterval(_SWITCH_SECONDS)
    for name in ("COLUMNS", "LINES", "UNICODE_VERSION"):
        os.environ.pop(name, None)
    app = ReaderApp(session)
    try:
        return asyncio.run(_run(app, is_mouse_on=session.settings.mouse)), app.archive_wanted
    finally:
        notice = session.state_file.finish()
        if notice:
            sys.stderr.write(f"reader: {clean_line(notice)}\n")


def check_terminal() -> None:
    """Check that there is a terminal to draw on.

    Raises:
        TerminalError: There is none.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        reason = _("input and output must be a terminal")
    elif os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        reason = _("TERM names a terminal that can't show a screen")
    else:
        return
    raise TerminalError(
        _(
            "can't open the screen: {reason}; "
            "try reader --linear, list, show, stats or check, or reader --help"
        ).format(reason=reason)
    )


def _collect_again() -> None:
    """Enable garbage collection, excluding the objects of the start; full collections are rare."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _MIDDLE_BEFORE_ALL)
    gc.enable()


async def _run(app: ReaderApp, *, is_mouse_on: bool) -> int:
    loop = asyncio.get_running_loop()
    loop.call_later(_START_SECONDS, _collect_again)

    def end(number: int, _: FrameType | None) -> None:
        signal.alarm(_RESTORE_SECONDS)
        loop.call_soon_threadsafe(lambda: app.exit(return_code=128 + number))

    # signal.signal, not loop.add_signal_handler: the latter runs on the loop, which hangs in a
    # write when the terminal has stalled.
    before = {number: signal.signal(number, end) for number in _ENDING}
    try:
        await app.run_async(mouse=is_mouse_on)
    finally:
        signal.alarm(0)
        for number, handler in before.items():
            signal.signal(number, handler)
    return app.return_code or 0

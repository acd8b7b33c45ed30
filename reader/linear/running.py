"""Runs the reader as lines and prompts, and saves what is left at its end."""

import sys
from contextlib import suppress
from pathlib import Path

from reader.capabilities import Capability
from reader.linear.console import Console
from reader.linear.program import LinearProgram
from reader.session import Session, open_session
from reader.terminal_text import clean_line


def open_linear(path: Path | None, *, uses_index: bool) -> int:
    """Open an archive and run the reader on it, and on those that the user changes to."""
    wanted = run_linear(open_session(path, uses_index=uses_index))
    while wanted:
        wanted = run_linear(open_session(Path(wanted), uses_index=uses_index))
    return 0


def run_linear(session: Session) -> str:
    """Run the reader until the user quits or the input ends.

    Returns:
        The name of the archive to open next, or nothing.

    Raises:
        SystemExit: A signal has ended it.
    """
    can_edit = Capability.HOME in session.capabilities
    console = Console(can_edit=can_edit, idle_minutes=session.idle_minutes)
    program = LinearProgram(session, console)
    with console.handling_signals():
        try:
            program.run()
            sys.stdout.flush()
        except BrokenPipeError:
            _discard_output()
        finally:
            notice = session.state_file.finish()
            if notice:
                with suppress(OSError):
                    sys.stderr.write(f"reader: {clean_line(notice)}\n")
    return program.archive_wanted


def _discard_output() -> None:
    """Leave nothing for Python to write at its end."""
    with suppress(OSError, ValueError):
        sys.stdout = open("/dev/null", "w", encoding="utf-8")  # noqa: SIM115, PTH123

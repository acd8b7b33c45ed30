"""Opening the archive that a command is asked about."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.archive.repository import Progress, Stage
from reader.cli.output import say

if TYPE_CHECKING:
    from reader.session import Session

PATIENCE_SECONDS = 0.5
"""How long a terminal shows nothing before it shows how far reading has come."""


def open_archive(archive: Path | None) -> Session:
    """Open the archive that was named for the command, else before it, else the usual one.

    Raises:
        ArchiveError: The folder is missing or is none.
        SettingsError: The settings file says something impossible.
    """
    from reader.session import open_session  # noqa: PLC0415 - 0.2 s that --help does not need

    session = open_session(archive or click.get_current_context().find_object(Path))
    if session.notice:
        say(session.notice)
    return session


def read_headers(session: Session) -> None:
    """Read every header, with a count on a terminal's standard error where that takes long.

    Raises:
        ArchiveError: The folder can't be listed.
    """
    if not sys.stderr.isatty():
        session.repository.refresh()
        return
    shown_from = time.monotonic() + PATIENCE_SECONDS
    shown = ""

    def report(progress: Progress) -> None:
        nonlocal shown
        if time.monotonic() >= shown_from:
            shown = f"{progress.done:,} of {progress.total:,} posts read"
            _write_over(shown)

    session.repository.refresh(report)
    if shown:
        _write_over(" " * len(shown))
        _write_over("")


def _write_over(text: str) -> None:
    """Write at the start of the line, by no more than what a dumb terminal understands."""
    sys.stderr.write(f"\r{text}")
    sys.stderr.flush()


def read_names(session: Session) -> None:
    """Read only so many headers that every post is known by its file's name.

    Raises:
        ArchiveError: The folder can't be listed.
    """
    stages: set[Stage] = set()
    session.repository.refresh(
        lambda progress: stages.add(progress.stage), lambda: Stage.LISTED in stages
    )

"""Opening the archive that a command is asked about."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from reader.archive.repository import Progress, Stage
from reader.cli.output import say

if TYPE_CHECKING:
    from reader.session import Session

P = ParamSpec("P")
R = TypeVar("R")

_PATIENCE_SECONDS = 0.5
"""How long a terminal shows nothing before it shows how far reading has come."""


def archive_path(value: str) -> Path:
    """Make a path of an argument; whether it exists is seen when it is opened.

    Raises:
        BadParameter: The empty text, which an unset variable of the shell leaves.
    """
    if not value:
        raise click.BadParameter("the path is empty")
    return Path(value)


def archive_option(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the option `--archive`."""
    return click.option(
        "--archive",
        type=archive_path,
        metavar="PATH",
        help="The archive's folder, instead of the one that reader alone would open.",
    )(command)


def json_option(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the option `--json`, as parameter `as_json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object a line, in UTF-8."
    )(command)


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
    shown_from = time.monotonic() + _PATIENCE_SECONDS

    def report(progress: Progress) -> None:
        if time.monotonic() >= shown_from:
            sys.stderr.write(f"\r{progress.done:,} of {progress.total:,} posts read ")
            sys.stderr.flush()

    session.repository.refresh(report)
    if time.monotonic() >= shown_from:
        sys.stderr.write("\r\x1b[K")
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

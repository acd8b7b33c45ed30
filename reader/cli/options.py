"""Options that several commands take, and the archive that they choose."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from reader.cli.archive_choice import ArchiveChoice

P = ParamSpec("P")
R = TypeVar("R")


def chosen_archive() -> ArchiveChoice:
    """Return what the options before and after the command's name have said so far."""
    return click.get_current_context().find_object(ArchiveChoice) or ArchiveChoice()


def archive_path(value: str) -> Path:
    """Make a path of an argument; whether it exists is seen when it is opened.

    Raises:
        BadParameter: The empty text, which an unset variable of the shell leaves.
    """
    if not value:
        raise click.BadParameter("the path is empty")
    return Path(value)


def archive_option(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the option `--archive`, of which `chosen_archive` tells."""
    return click.option(
        "--archive",
        type=archive_path,
        metavar="PATH",
        expose_value=False,
        callback=_keep_path,
        help="The archive's folder, instead of the one that reader alone would open.",
    )(command)


def index_option(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the option `--no-index`, of which `chosen_archive` tells."""
    return click.option(
        "--no-index",
        is_flag=True,
        expose_value=False,
        callback=_keep_whether_indexed,
        help="Read all headers into memory; neither use an index nor write one.",
    )(command)


def json_option(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the option `--json`, as parameter `as_json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON object a line, in UTF-8."
    )(command)


def _keep_path(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    if path is not None:
        context.obj = _so_far(context)._replace(path=path)


def _keep_whether_indexed(context: click.Context, _: click.Parameter, without: bool) -> None:
    if without:
        context.obj = _so_far(context)._replace(uses_index=False)


def _so_far(context: click.Context) -> ArchiveChoice:
    return context.find_object(ArchiveChoice) or ArchiveChoice()

"""Options that several commands take."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")


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

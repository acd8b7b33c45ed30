"""Options shared by several commands, and the archive that they choose."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from reader.archive.query.model import Order
from reader.cli.archive_choice import ArchiveChoice, path_of
from reader.config import Settings
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list

P = ParamSpec("P")
R = TypeVar("R")
MIN_WIDTH_CELLS = 2
"""Minimum width of a text: one wide character."""
_NO_PAGER = "reader.no_pager"
"""Name in the `meta` that click shares between a command and the program."""


def chosen_archive() -> ArchiveChoice:
    """Return the choice of the options parsed so far, before and after the command's name."""
    return click.get_current_context().find_object(ArchiveChoice) or ArchiveChoice()


def archive_path(value: str) -> Path:
    """Convert an argument to a path, without checking that it exists.

    Raises:
        BadParameter: The argument is empty, as from an unset shell variable.
    """
    if not value:
        raise click.BadParameter(_("the path is empty"))
    return path_of(value)


def archive_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add the option `--archive` to a command; `chosen_archive` returns its value."""
    return click.option(
        "--archive",
        type=archive_path,
        metavar="PATH",
        expose_value=False,
        callback=_keep_path,
        help=_("Folder of the archive, instead of the default one."),
    )(command)


def index_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add the option `--no-index` to a command; `chosen_archive` returns its value."""
    return click.option(
        "--no-index",
        is_flag=True,
        expose_value=False,
        callback=_keep_whether_indexed,
        help=_("Read all headers into memory, without using or writing an index."),
    )(command)


def json_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add the option `--json` to a command, as parameter `as_json`."""
    return click.option(
        "--json", "as_json", is_flag=True, help=_("Print one JSON object per line, in UTF-8.")
    )(command)


def order_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add the option `--sort` to a command, as parameter `order`."""
    orders = [order.value for order in Order]
    return click.option(
        "--sort",
        "order",
        type=click.Choice(orders),
        metavar="ORDER",
        help=_("Order of the posts, as in sort: of QUERY, which it overrides: {orders}.").format(
            orders=in_a_list(orders)
        ),
    )(command)


def width_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add the option `--width` to a command."""
    return click.option(
        "--width",
        type=click.IntRange(MIN_WIDTH_CELLS, 1000),
        metavar="N",
        help=_(
            "Width of the text in columns, 2 to 1000.  [default: the terminal's, at most the"
            " text_width of the settings; 80 in a pipe]"
        ),
    )(command)


def pager_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add the option `--no-pager` to a command; `chosen_pager` returns what it leaves."""
    return click.option(
        "--no-pager",
        is_flag=True,
        expose_value=False,
        callback=_keep_whether_paged,
        help=_("Print everything at once, without a pager."),
    )(command)


def chosen_pager(settings: Settings) -> str | None:
    """Return the pager of the settings, or None after `--no-pager`."""
    return None if click.get_current_context().meta.get(_NO_PAGER) else settings.pager


def _keep_whether_paged(context: click.Context, _parameter: click.Parameter, without: bool) -> None:
    if without:
        context.meta[_NO_PAGER] = True


def _keep_path(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    if path is not None:
        context.obj = _so_far(context)._replace(path=path)


def _keep_whether_indexed(
    context: click.Context, _parameter: click.Parameter, without: bool
) -> None:
    if without:
        context.obj = _so_far(context)._replace(uses_index=False)


def _so_far(context: click.Context) -> ArchiveChoice:
    return context.find_object(ArchiveChoice) or ArchiveChoice()

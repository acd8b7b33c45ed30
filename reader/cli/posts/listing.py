"""The options of commands that list posts, and the lists that they ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reader.archive.query.model import Order
from reader.cli.options import chosen_pager, json_option, order_option, pager_option
from reader.cli.output import (
    is_terminal,
    width_cells,
    write_csv,
    write_lines,
    write_null,
    write_texts,
)
from reader.cli.posts.columns import (
    BETWEEN_IN_PIPES,
    CSV_COLUMNS,
    PostValues,
    aligned,
    csv_lines,
    has_controls,
    plain_text,
    read_columns,
    read_format,
    spaced,
)
from reader.cli.posts.pages import pages_of
from reader.errors import FormatError
from reader.layout.post_format import Column
from reader.messages.language import gettext as _

if TYPE_CHECKING:
    from reader.archive.query.model import Query
    from reader.layout.post_format import PostFormat
    from reader.posts.post import Post
    from reader.session import Session

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Listing:
    """What the options say of a list."""

    limit: int | None = None
    order: Order | None = None
    """Instead of the query's own."""
    post_format: PostFormat | None = None
    columns: tuple[Column, ...] = ()
    is_null: bool = False
    """Whether each post ends with NUL instead of a line feed."""
    as_csv: bool = False
    as_json: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether the command's own lines are wanted."""
        return not (self.post_format or self.columns or self.is_null or self.as_csv)

    def ordered(self, query: Query) -> Query:
        """Return a query with the order of the options."""
        return query if self.order is None else replace(query, order=self.order)


def listing_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add the options of lists to a command, which takes them as `listing`."""

    @wraps(command)
    def gathered(
        *,
        limit: int | None,
        order: str | None,
        post_format: PostFormat | None,
        columns: tuple[Column, ...],
        is_null: bool,
        as_csv: bool,
        as_json: bool,
        **rest: Any,
    ) -> R:
        wanted = Order(order) if order else None
        listing = Listing(limit, wanted, post_format, columns, is_null, as_csv, as_json)
        _check(listing)
        return command(listing=listing, **rest)

    taken: Callable[..., R] = gathered
    for option in reversed(_options()):
        taken = option(taken)
    return taken


def _options() -> Sequence[Callable[[Callable[..., R]], Callable[..., R]]]:
    return (
        click.option(
            "--limit", type=click.IntRange(min=1), metavar="N", help=_("At most N posts.")
        ),
        order_option,
        click.option(
            "--format",
            "post_format",
            callback=_read_with(read_format, None),
            metavar="FORMAT",
            help=_("A line for each post, such as '{date} {title:40} {labels}'."),
        ),
        click.option(
            "--columns",
            callback=_read_with(read_columns, ()),
            metavar="NAMES",
            help=_("These columns, such as id,date,title, separated by tabs in a pipe."),
        ),
        click.option(
            "--null",
            "is_null",
            is_flag=True,
            help=_(
                "End each post with NUL instead of a line feed; only the id, without --columns."
            ),
        ),
        click.option(
            "--csv", "as_csv", is_flag=True, help=_("Print a table for spreadsheets, in UTF-8.")
        ),
        json_option,
        pager_option,
    )


def _read_with(read: Callable[[str], Any], default: Any) -> Callable[..., Any]:
    """Return a callback that reads an option's value."""

    def convert(context: click.Context, parameter: click.Parameter, value: str | None) -> Any:
        try:
            return default if value is None else read(value)
        except FormatError as error:
            raise click.BadParameter(str(error), context, parameter) from error

    return convert


def _check(listing: Listing) -> None:
    """Raise a `UsageError` if two options ask for different lists."""
    shapes = {
        "--format": listing.post_format is not None,
        "--json": listing.as_json,
        "--csv": listing.as_csv,
        "--columns": bool(listing.columns),
        "--null": listing.is_null,
    }
    given = [name for name, is_given in shapes.items() if is_given]
    allowed = ({"--csv", "--columns"}, {"--columns", "--null"}, {"--format", "--null"})
    if len(given) > 1 and set(given) not in allowed:
        text = _("{first} and {second} can't be combined")
        raise click.UsageError(
            text.format(first=given[0], second=given[1]), click.get_current_context()
        )


def found_posts(
    session: Session, query: Query, listing: Listing
) -> tuple[Sequence[Post], Iterator[Post]]:
    """Return the first posts of an answer, which are none if it is empty, and all of them."""
    pages = pages_of(session, listing.ordered(query), listing.limit)
    first = next(pages, [])
    return first, chain(first, chain.from_iterable(pages))


def write_listing(
    session: Session, listing: Listing, first: Sequence[Post], posts: Iterable[Post]
) -> None:
    """Write a list that is not the usual one, but for JSON.

    Args:
        session: Whose posts.
        listing: What the options say.
        first: The first of the posts.
        posts: All of them.
    """
    values = PostValues(session.state, datetime.now().astimezone())
    pager = chosen_pager(session.settings)
    if listing.as_csv:
        columns = listing.columns or tuple(map(Column, CSV_COLUMNS))
        write_csv(csv_lines(posts, columns, values), pager)
        return
    columns = listing.columns or (Column("id"),)
    in_pipe = listing.post_format or spaced(columns, BETWEEN_IN_PIPES)
    if listing.is_null:
        is_raw = not is_terminal()
        write_null(plain_text(post, in_pipe, values, is_raw=is_raw) for post in posts)
    elif not is_terminal() or (listing.post_format and has_controls(listing.post_format)):
        write_texts((plain_text(post, in_pipe, values, is_raw=False) for post in posts), pager)
    else:
        on_terminal = listing.post_format or spaced(columns)
        write_lines(aligned(on_terminal, first, posts, values, width_cells()), pager)

"""``reader next``: shows the first post of a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reader.archive.query.model import Order
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, index_option, order_option
from reader.cli.posts.pages import pages_of
from reader.cli.posts.picking import Showing, picking_options, show_one
from reader.messages.language import gettext as _

if TYPE_CHECKING:
    from reader.archive.query.model import Query
    from reader.posts.post import Post
    from reader.session import Session


@click.command(
    "next",
    cls=DashedArguments,
    help=_(
        "Show the next post of those that match QUERY.\n\n"
        "This is the first post of reader list QUERY. reader next --unread --mark goes from one "
        "unread post to the next, the newest first, or the oldest with --sort oldest; reader undo "
        "takes a mark back."
    ),
)
@click.argument("query", nargs=-1)
@order_option
@picking_options
@archive_option
@index_option
def command(query: tuple[str, ...], order: str | None, showing: Showing) -> ExitStatus:
    """Show the post; see the help."""

    def first(session: Session, asked: Query) -> Post | None:
        ordered = replace(asked, order=Order(order)) if order else asked
        return next((page[0] for page in pages_of(session, ordered, 1)), None)

    return show_one("next", query, showing, first)

"""``reader random``: shows any post of a list."""

from __future__ import annotations

from random import randrange
from typing import TYPE_CHECKING

import click

from reader.cli.archive_opening import answer, reading_for
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, index_option
from reader.cli.posts.picking import Showing, picking_options, show_one
from reader.cli.progress_line import ProgressLine
from reader.messages.language import gettext as _

if TYPE_CHECKING:
    from reader.archive.query.model import Query
    from reader.posts.post import Post
    from reader.session import Session


@click.command(
    "random",
    cls=DashedArguments,
    help=_(
        "Show a random post of those that match QUERY.\n\n"
        "Without QUERY, it may be any post of the archive."
    ),
)
@click.argument("query", nargs=-1)
@picking_options
@archive_option
@index_option
def command(query: tuple[str, ...], showing: Showing) -> ExitStatus:
    """Show the post; see the help."""
    return show_one("random", query, showing, _any)


def _any(session: Session, query: Query) -> Post | None:
    def pick() -> Post | None:
        selection = session.repository.select(query)
        with ProgressLine() as line:
            selection.complete(report=line.report)
        if not len(selection):
            return None
        row = randrange(len(selection))  # noqa: S311 - a choice, not a secret
        return next(iter(selection.rows(row, row + 1)), None)

    return answer(session, pick, reading_for(query))

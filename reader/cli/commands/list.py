"""``reader list``: lists the posts that match a query, newest first."""

from itertools import chain

import click

from reader.cli.archive_opening import open_for_query
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import (
    archive_option,
    chosen_pager,
    index_option,
    json_option,
    pager_option,
)
from reader.cli.output import is_terminal, say, width_cells, write_json, write_lines
from reader.cli.posts.lines import columns, tab_separated
from reader.cli.posts.pages import pages_of
from reader.export.post_fields import post_fields
from reader.messages.language import gettext as _


@click.command(
    "list",
    cls=DashedArguments,
    help=_(
        "List the posts that match QUERY, newest first.\n\n"
        'QUERY is words, "a phrase", category:NAME, tag:NAME, after:DATE, date:FIRST..LAST, '
        "is:problem and so on. All terms must match, unless they are combined with or and not. "
        "The README describes the whole language. Without QUERY, every post is listed.\n\n"
        "On a terminal: date, ! for a post with a problem, title, and the id if there is room. In "
        "a pipe: id, date and title, separated by tabs."
    ),
)
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=_("At most N posts."))
@json_option
@archive_option
@index_option
@pager_option
def command(query: tuple[str, ...], limit: int | None, as_json: bool) -> ExitStatus:
    """Print the posts; see the help."""
    session, asked = open_for_query(query)
    pages = pages_of(session, asked, limit)
    first = next(pages, [])
    posts = chain(first, chain.from_iterable(pages))
    pager = chosen_pager(session.settings)
    if as_json:
        write_json(map(post_fields, posts), pager)
    elif is_terminal():
        write_lines(columns(first, posts, width_cells()), pager)
    else:
        write_lines(tab_separated(post) for post in posts)
    if not first:
        if asked.asks_for_all:
            say(_("the archive has no posts"))
        else:
            say(_("no post matches the query"))
    return ExitStatus.SUCCESS if first else ExitStatus.NOTHING_FOUND

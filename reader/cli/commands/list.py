"""``reader list``: lists the posts that match a query, newest first."""

import click

from reader.cli.archive_opening import open_for_query
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_pager, index_option
from reader.cli.output import is_terminal, say, width_cells, write_json, write_lines
from reader.cli.posts.columns import listed_fields
from reader.cli.posts.lines import columns, tab_separated
from reader.cli.posts.listing import Listing, found_posts, listing_options, write_listing
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
        "a pipe: id, date and title, separated by tabs. --format and --columns choose others, by "
        "the names of the columns in the setting list_format."
    ),
)
@click.argument("query", nargs=-1)
@listing_options
@archive_option
@index_option
def command(query: tuple[str, ...], listing: Listing) -> ExitStatus:
    """Print the posts; see the help."""
    session, asked = open_for_query(query)
    first, posts = found_posts(session, asked, listing)
    pager = chosen_pager(session.settings)
    if listing.as_json:
        write_json((listed_fields(session.state, post) for post in posts), pager)
    elif not listing.is_usual:
        write_listing(session, listing, first, posts)
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

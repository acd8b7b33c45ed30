"""``reader mark-read``: marks every post that matches a query."""

import click

from reader.archive.query.parser import parse_query
from reader.cli.archive_opening import answer, open_archive
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, index_option
from reader.cli.output import say
from reader.state.records import SET, Mark


@click.command("mark-read", cls=DashedArguments)
@click.argument("query", nargs=-1, required=True)
@click.option("--unread", is_flag=True, help="Mark them as unread instead.")
@archive_option
@index_option
def command(query: tuple[str, ...], unread: bool) -> ExitStatus:
    """Mark the posts that match QUERY as read.

    For example: reader mark-read before:2022-01-01
    """
    asked = parse_query(" ".join(query))
    session = open_archive()
    field, value = Mark.READ.value, "" if unread else SET
    posts = answer(session, lambda: session.repository.select(asked).differing(field, value))
    session.state.set_value(field, posts, value)
    session.state_file.save()
    session.state_file.close()
    say(f"{len(posts):,} posts marked as {'unread' if unread else 'read'}")
    return ExitStatus.SUCCESS if posts else ExitStatus.NOTHING_FOUND

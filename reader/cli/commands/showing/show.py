"""``reader show``: prints posts as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reader.cli.archive_opening import answer, open_archive, read_names
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus, explain, status_of
from reader.cli.options import (
    archive_option,
    index_option,
    json_option,
    pager_option,
    width_option,
)
from reader.cli.output import say
from reader.cli.posts.finding import find_post
from reader.cli.posts.texts import write_posts
from reader.errors import PostNotFoundError, PostUnreadableError, ReaderError
from reader.messages.language import gettext as _

if TYPE_CHECKING:
    from reader.posts.post import Post
    from reader.session import Session


@click.command(
    "show",
    cls=DashedArguments,
    help=_(
        "Print whole posts.\n\n"
        "POST is an id printed by list, a path inside the archive, a file name, or any path to the "
        "file. On a terminal, a text that does not fit is shown through the pager of READER_PAGER,"
        " the settings or PAGER, otherwise through less."
    ),
)
@click.argument("post", nargs=-1, required=True)
@width_option
@json_option
@archive_option
@index_option
@pager_option
def command(post: tuple[str, ...], width: int | None, as_json: bool) -> ExitStatus:
    """Print the posts; see the help."""
    session = open_archive()
    found, failures = _find(session, post)
    write_posts(session, found, failures, width_cells=width, as_json=as_json)
    for failure in failures:
        say(explain(failure))
    return max(map(status_of, failures), default=ExitStatus.SUCCESS)


def _find(session: Session, names: Sequence[str]) -> tuple[list[Post], list[ReaderError]]:
    """Return the posts that are there, and why the others are not."""

    def find() -> tuple[list[Post], list[ReaderError]]:
        found: list[Post] = []
        failures: list[ReaderError] = []
        for name in names:
            try:
                found.append(find_post(session, name))
            except (PostNotFoundError, PostUnreadableError) as error:
                failures.append(error)
        return found, failures

    return answer(session, find, read_names)

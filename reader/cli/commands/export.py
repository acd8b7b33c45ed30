"""``reader export``: exports posts for other programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from reader.cli.archive_opening import open_for_query
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, archive_path, index_option
from reader.cli.output import CleanOutput, is_terminal, say
from reader.cli.posts.pages import pages_of
from reader.errors import OutputError, PostNotFoundError, PostUnreadableError
from reader.export.exported_post import ExportedPost
from reader.export.formats import FORMATS, Needs
from reader.export.target import check_target, target_of, write_target
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from reader.archive.query.model import Query
    from reader.session import Session

_DEFAULT = next(iter(FORMATS))


def _formats_in_words() -> str:
    return in_a_list(
        _("{name} ({remark})").format(name=each.name, remark=_(each.remark))
        if each.remark
        else each.name
        for each in FORMATS.values()
    )


@click.command(
    "export",
    cls=DashedArguments,
    help=_(
        "Export the posts that match QUERY for other programs.\n\n"
        "QUERY is as in `reader list`. A Markdown export into a folder reads back as the same "
        "posts. Without --output, the export goes to standard output."
    ),
)
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "kind",
    type=click.Choice(tuple(FORMATS)),
    metavar="FORMAT",
    help=_("{formats}.  [default: by the name of --output, else {default}]").format(
        formats=_formats_in_words(), default=_DEFAULT
    ),
)
@click.option(
    "--output",
    metavar="PATH",
    help=_(
        "Output file; for md also a new or empty folder, with a slash behind its name, for one"
        " file per post."
    ),
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=_("At most N posts."))
@archive_option
@index_option
def command(
    query: tuple[str, ...], kind: str | None, output: str | None, limit: int | None
) -> ExitStatus:
    """Write the posts; see the help."""
    target = (
        None
        if output is None
        else target_of(archive_path(output), is_folder=output.endswith(os.sep))
    )
    chosen = FORMATS[kind or (target.format_by_name if target else "") or _DEFAULT]
    if not chosen.is_text and output is None and is_terminal():
        raise click.UsageError(
            _("a book can't be written to a terminal; name a file with --output")
        )
    if target is not None:
        try:
            check_target(target, chosen)
        except OutputError as error:
            raise click.UsageError(str(error)) from error
    session, asked = open_for_query(query)
    reading = _Reading(session, asked, limit, chosen.needs)
    if target is None:
        sys.stdout.flush()
        file = cast("BinaryIO", CleanOutput()) if is_terminal() else sys.stdout.buffer
        chosen.write(file, reading, datetime.now(UTC))
        sys.stdout.flush()
    else:
        write_target(target, chosen, reading)
    if reading.failed:
        return ExitStatus.UNREADABLE
    if not reading.count:
        say(_("no post matches the query"))
        return ExitStatus.NOTHING_FOUND
    return ExitStatus.SUCCESS


class _Reading:
    """Reads posts one by one, and skips those that can't be read."""

    def __init__(self, session: Session, query: Query, limit: int | None, needs: Needs) -> None:
        self._session = session
        self._needs = needs
        self._query = query
        self._limit = limit
        self.count = 0
        self.failed = 0

    def __iter__(self) -> Iterator[ExportedPost]:
        for page in pages_of(self._session, self._query, self._limit):
            for post in page:
                try:
                    exported = self._session.read_for_export(post, self._needs)
                except (PostNotFoundError, PostUnreadableError) as error:
                    say(clean_line(str(error)))
                    self.failed += 1
                    continue
                self.count += 1
                yield exported

"""``reader export``: exports posts for other programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from reader.cli.archive_opening import open_for_query
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, archive_path, index_option
from reader.cli.output import say
from reader.cli.post_pages import pages_of
from reader.document.nodes import Document
from reader.errors import PostNotFoundError, PostUnreadableError
from reader.export.exported_post import ExportedPost
from reader.export.formats import FORMATS, ExportFormat, Needs
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from reader.archive.query.model import Query
    from reader.posts.post import Post
    from reader.session import Session

_DEFAULT = next(iter(FORMATS))


def _formats_in_words() -> str:
    return in_a_list(
        f"{each.name} ({_(each.remark)})" if each.remark else each.name for each in FORMATS.values()
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
    target = None if output is None else _target(output)
    chosen = FORMATS[kind or (target.format_by_name if target else "") or _DEFAULT]
    if not chosen.is_text and output is None and sys.stdout.isatty():
        raise click.UsageError(
            _("a book can't be written to a terminal; name a file with --output")
        )
    if target is not None:
        _check(target, chosen)
    session, asked = open_for_query(query)
    reading = _Reading(session, asked, limit, chosen.needs)
    if target is None:
        sys.stdout.flush()
        chosen.write(sys.stdout.buffer, reading, datetime.now(UTC))
        sys.stdout.buffer.flush()
    elif target.is_folder:
        _write_folder(target.path, chosen, reading)
    else:
        _replace_file(target.path, chosen, reading)
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
                    exported = self._read(post)
                except (PostNotFoundError, PostUnreadableError) as error:
                    say(clean_line(str(error)))
                    self.failed += 1
                    continue
                self.count += 1
                yield exported

    def _read(self, post: Post) -> ExportedPost:
        """Read a post; parsing the body takes most of the time and is done only if needed."""
        note = self._session.state.note_of(post.id)
        if self._needs is Needs.HEADER:
            return ExportedPost(post, "", Document(()), note)
        if self._needs is Needs.DOCUMENT:
            opened = self._session.open_post(post.id)
            return ExportedPost(opened.post, "", opened.document, note)
        whole = self._session.repository.read(post.id)
        return ExportedPost(whole.post, whole.body, Document(()), note)


class _Target(NamedTuple):
    """Where an export goes."""

    path: Path
    is_folder: bool
    """Whether it exists as one, or is named as one by a slash at the end."""
    format_by_name: str
    """Format that the name's suffix is of; empty where it is of none."""


def _target(output: str) -> _Target:
    path = archive_path(output)
    is_folder = output.endswith(os.sep) or path.is_dir()
    suffix = path.suffix.removeprefix(".").lower()
    return _Target(path, is_folder, suffix if suffix in FORMATS and not is_folder else "")


def _check(target: _Target, chosen: ExportFormat) -> None:
    """Check that the output is what the format writes, and that no folder is mixed with others.

    Raises:
        UsageError: It is not, or the folder is not empty.
    """
    name = clean_line(str(target.path))
    if target.is_folder and not chosen.fills_folder:
        text = _("{format} is written into one file, and {path} is a folder")
        raise click.UsageError(text.format(format=chosen.name, path=name))
    if target.is_folder and target.path.exists():
        if not target.path.is_dir() or any(target.path.iterdir()):
            text = _("{path} exists already and is not empty")
            raise click.UsageError(text.format(path=name))
    elif chosen.fills_folder and not target.is_folder and not target.path.suffix:
        text = _(
            "{path} may be a folder or a file; write {path}/ for one file per post, or"
            " {path}.{format} for one file"
        )
        raise click.UsageError(text.format(path=name, format=chosen.name))


def _write_folder(folder: Path, chosen: ExportFormat, posts: Iterable[ExportedPost]) -> None:
    """Write one file per post, at the same relative path as in the archive."""
    folder.mkdir(parents=True, exist_ok=True)
    for exported in posts:
        path = folder / exported.post.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chosen.post_file(exported))


def _replace_file(path: Path, chosen: ExportFormat, posts: Iterable[ExportedPost]) -> None:
    """Write a file atomically."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            chosen.write(file, posts, datetime.now(UTC))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)

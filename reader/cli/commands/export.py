"""``reader export``: posts as files that other programs read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from reader.archive.query.parser import parse_query
from reader.cli.archive_opening import open_archive
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, archive_path, index_option
from reader.cli.output import say
from reader.cli.post_fields import link_fields, post_fields
from reader.cli.post_pages import pages_of
from reader.document.nodes import Document
from reader.document.plain_text import visible_text
from reader.errors import PostNotFoundError, PostUnreadableError
from reader.export.exported_post import ExportedPost
from reader.export.markdown_export import post_file
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from reader.archive.query.model import Query
    from reader.posts.post import Post
    from reader.session import Session

FORMATS = ("md", "html", "json", "atom", "epub")


@click.command("export")
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    default="md",
    help="md (the default), html, json (one object a line), atom or epub.",
)
@click.option(
    "--output",
    type=archive_path,
    metavar="PATH",
    help="The file to write; for md a folder, new or empty, for one file a post.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N posts.")
@archive_option
@index_option
def command(
    query: tuple[str, ...], kind: str, output: Path | None, limit: int | None
) -> ExitStatus:
    """Write the posts that answer QUERY as Markdown, HTML, JSON, a feed or a book.

    QUERY is what `reader list` takes. What was exported as Markdown into a folder reads back as
    the same posts. Without --output the export goes to standard output.
    """
    if kind == "epub" and output is None and sys.stdout.isatty():
        raise click.UsageError("a book is no text for a terminal: name a file with --output")
    if kind == "md" and output is not None:
        _check_folder(output)
    reading = _Reading(open_archive(), parse_query(" ".join(query)), limit, parses=kind != "md")
    if kind == "md" and output is not None:
        _write_folder(output, reading)
    elif output is not None:
        _replace_file(output, lambda file: _write(kind, file, reading))
    else:
        sys.stdout.flush()
        _write(kind, sys.stdout.buffer, reading)
        sys.stdout.buffer.flush()
    if reading.failed:
        return ExitStatus.UNREADABLE
    if not reading.count:
        say("no post answers the query")
        return ExitStatus.NOTHING_FOUND
    return ExitStatus.SUCCESS


class _Reading:
    """Reads posts one by one, and goes on where one can't be read."""

    def __init__(self, session: Session, query: Query, limit: int | None, *, parses: bool) -> None:
        self._session = session
        self._parses = parses
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
        """Read a post; most of the time goes into what its body means, which not all ask for."""
        note = self._session.state.note_of(post.id)
        if self._parses:
            opened = self._session.open_post(post.id)
            return ExportedPost(opened.post, "", opened.document, note)
        whole = self._session.repository.read(post.id)
        return ExportedPost(whole.post, whole.body, Document(()), note)


def _write(kind: str, file: BinaryIO, posts: Iterable[ExportedPost]) -> None:
    if kind == "epub":
        from reader.export.epub_export import write_book  # noqa: PLC0415 - 20 ms for zip

        write_book(file, posts, datetime.now(UTC))
        return
    for piece in _pieces(kind, posts):
        file.write(piece.encode("utf-8", "replace"))


def _pieces(kind: str, posts: Iterable[ExportedPost]) -> Iterator[str]:
    match kind:
        case "html":
            from reader.export.html_export import html_page  # noqa: PLC0415 - 10 ms for XML

            yield from html_page(posts)
        case "atom":
            from reader.export.atom_export import atom_feed  # noqa: PLC0415 - as above

            yield from atom_feed(posts, datetime.now(UTC))
        case "json":
            yield from (_json_line(exported) for exported in posts)
        case _:
            yield from (_ended(post_file(exported)) for exported in posts)


def _json_line(exported: ExportedPost) -> str:
    fields: dict[str, object] = dict(post_fields(exported.post))
    fields["text"] = visible_text(exported.document)
    fields["links"] = link_fields(exported.document.links)
    fields["note"] = exported.note
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def _check_folder(folder: Path) -> None:
    """Make sure that nothing can be overwritten.

    Raises:
        UsageError: There is something already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{clean_line(str(folder))} is there already, and is not empty")


def _write_folder(folder: Path, posts: Iterable[ExportedPost]) -> None:
    """Write one file a post, at the same place below the folder as in the archive."""
    folder.mkdir(parents=True, exist_ok=True)
    for exported in posts:
        path = folder / exported.post.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(post_file(exported).encode("utf-8", "replace"))


def _replace_file(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file that is there whole or not at all."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            write(file)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)

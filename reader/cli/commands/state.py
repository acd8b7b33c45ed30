"""``reader state``: exports and imports marks, labels, notes and reading positions."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from reader.archive.query.model import EVERYTHING
from reader.cli.archive_opening import answer, open_archive
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, index_option
from reader.cli.output import say
from reader.errors import StateUnusableError
from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.posts.post import PostId
from reader.posts.source.file_name import stem_of
from reader.state.newsboat import Item, read_cache
from reader.state.records import Mark
from reader.state.state_transfer import read_lines, write_lines

if TYPE_CHECKING:
    from reader.session import Session

_PAGE_POSTS = 500


@click.command(
    "state",
    cls=DashedArguments,
    help=_(
        "Export the reading state of the archive as JSON lines, or import and merge it.\n\n"
        "ACTION is export or import; FILE is - or omitted for standard output and input."
    ),
)
@click.argument("action", type=click.Choice(["export", "import"]))
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--newsboat", is_flag=True, help=_("FILE is newsboat's cache.db; items match by link.")
)
@archive_option
@index_option
def command(action: str, file: Path | None, newsboat: bool) -> ExitStatus:
    """Export or import; see the help."""
    session = open_archive()
    if action == "export":
        return _export(session, file)
    if newsboat:
        if file is None:
            raise click.UsageError(_("FILE must be newsboat's cache.db"))
        return _import_newsboat(session, file)
    return _import(session, file)


def _export(session: "Session", file: Path | None) -> ExitStatus:
    if not session.state_file.is_loaded:
        raise StateUnusableError(str(session.state_file.path), _("it can't be read now"))
    lines = (f"{line}\n" for line in write_lines(session.state.pieces()))
    if file is None or str(file) == "-":
        sys.stdout.writelines(lines)
    else:
        _write_whole(file, "".join(lines).encode())
    return ExitStatus.SUCCESS


def _write_whole(file: Path, data: bytes) -> None:
    """Write a file aside and put it in its place, so that an export that failed stays as it was."""
    if file.exists() and not file.is_file():
        file.write_bytes(data)  # a pipe, or /dev/stdout
        return
    place = file.resolve()
    fresh = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        with fresh.open("xb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        if place.exists():
            fresh.chmod(place.stat().st_mode & 0o777)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def _import(session: "Session", file: Path | None) -> ExitStatus:
    is_file = file is not None and str(file) != "-"
    records = list(read_lines(file.read_bytes() if file and is_file else sys.stdin.buffer.read()))
    news = session.state.import_pieces(records)
    session.state_file.save()
    text = ngettext(
        "{count:,} line read, {new:,} of them new",
        "{count:,} lines read, {new:,} of them new",
        len(records),
    )
    say(text.format(count=len(records), new=news))
    return ExitStatus.SUCCESS if records else ExitStatus.NOTHING_FOUND


def _import_newsboat(session: "Session", file: Path) -> ExitStatus:
    items = {_key(item.link): item for item in read_cache(file)}
    found = answer(session, lambda: list(_matching(session, items)))
    state = session.state
    state.set_mark(Mark.READ, [post for post, item in found if item.is_read], is_set=True)
    starred = [post for post, item in found if item.flags]
    state.set_mark(Mark.STARRED, starred, is_set=True)
    for flag in sorted({letter for _post, item in found for letter in item.flags}):
        posts = [post for post, item in found if flag in item.flags]
        state.set_label(f"flag-{flag}", posts, is_set=True)
    session.state_file.save()
    text = _("{count:,} of {total:,} items are posts of this archive")
    say(text.format(count=len(found), total=len(items)))
    return ExitStatus.SUCCESS if found else ExitStatus.NOTHING_FOUND


def _matching(session: "Session", items: dict[str, Item]) -> Iterator[tuple[PostId, Item]]:
    """Yield the posts to which links lead: by their address, else by their file's name."""
    selection = session.repository.select(EVERYTHING)
    selection.complete()
    for start in range(0, len(selection), _PAGE_POSTS):
        for post in selection.rows(start, start + _PAGE_POSTS):
            for key in (_key(session.address_of(post)), stem_of(post.path), post.path):
                if key and key in items:
                    yield post.id, items[key]
                    break


def _key(link: str) -> str:
    """Return a link without scheme, `www.` and trailing slash, for comparing items."""
    parts = urlsplit(link)
    if parts.scheme in {"", "file"}:
        return stem_of(unquote(parts.path)) if parts.path else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.removeprefix('www.')}{unquote(parts.path).rstrip('/')}{query}"

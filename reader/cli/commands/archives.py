"""``reader archives``: lists the known archives, and joins two of them."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import json_option
from reader.cli.output import say, write_json, write_lines
from reader.config.file import read_settings
from reader.layout.line import Line, Run
from reader.messages.language import gettext as _
from reader.paths import settings_file
from reader.state.archives import KnownArchive, known_archives
from reader.terminal_text import clean_line


@click.command(
    "archives",
    cls=DashedArguments,
    help=_(
        "List the known archives, or merge two that are the same.\n\n"
        "Each line has the date of the last opening, the number of stored marks, labels and "
        "notes, and the folders it was opened in, latest first."
    ),
)
@click.option(
    "--join",
    nargs=2,
    type=click.Path(path_type=Path),
    metavar="PATH PATH",
    help=_("Merge the two archives that were opened in these folders."),
)
@json_option
def command(join: tuple[Path, Path] | None, as_json: bool) -> ExitStatus:
    """Print the archives, or join two; see the help."""
    from reader.session import open_state_file  # noqa: PLC0415 - 0.2 s that --help does not need

    state_file = open_state_file()
    archives = known_archives(state_file.store)
    if join:
        first, second = (Path(os.path.realpath(path.expanduser())) for path in join)
        for path in (first, second):
            if not any(path in known.roots for known in archives):
                text = _("no archive was opened in {folder}")
                say(text.format(folder=clean_line(str(path))))
                return ExitStatus.NOTHING_FOUND
        state_file.join(first, second)
        archives = known_archives(state_file.store)
    file = read_settings(settings_file())
    names = {Path(os.path.realpath(table.path)): name for name, table in file.archives.items()}
    opened = {root for archive in archives for root in archive.roots}
    archives += [_never_opened(path) for path in names if path not in opened]
    if as_json:
        write_json(_fields(archive, names) for archive in archives)
    else:
        write_lines(_line(archive, names) for archive in archives)
    return ExitStatus.SUCCESS if archives else ExitStatus.NOTHING_FOUND


def _never_opened(path: Path) -> KnownArchive:
    return KnownArchive(number=0, key="", roots=(path,), seen_us=0, records=0, posts_swept=0)


def _names_of(archive: KnownArchive, names: Mapping[Path, str]) -> list[str]:
    return [names[root] for root in archive.roots if root in names]


def _fields(archive: KnownArchive, names: Mapping[Path, str]) -> dict[str, str | int | list[str]]:
    return {
        "key": archive.key,
        "names": _names_of(archive, names),
        "opened": _moment(archive),
        "kept": archive.records + archive.posts_swept,
        "folders": [str(root) for root in archive.roots],
    }


def _line(archive: KnownArchive, names: Mapping[Path, str]) -> Line:
    roots = "  ".join(clean_line(str(root)) for root in archive.roots)
    kept = f"{archive.records + archive.posts_swept:>9,}"
    name = clean_line(", ".join(_names_of(archive, names)))
    moment = f"{_moment(archive):16}"
    return Line((Run("  ".join(filter(None, [moment, kept, name, roots]))),))


def _moment(archive: KnownArchive) -> str:
    if not archive.seen_us:
        return ""
    return datetime.fromtimestamp(archive.seen_us / 1_000_000).strftime("%Y-%m-%d %H:%M")

"""``reader show``: prints one post as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from reader.cli.archive_opening import answer, open_archive, read_names
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, index_option, json_option
from reader.cli.output import is_terminal, width_cells, write_json, write_lines
from reader.cli.posts.finding import find_post
from reader.document.plain_text import visible_text
from reader.export.post_fields import link_fields, post_fields
from reader.layout.page import lay_out_post
from reader.messages.language import gettext as _

if TYPE_CHECKING:
    from reader.session import Session

MIN_WIDTH_CELLS = 2
"""Minimum width: one wide character."""


@click.command(
    "show",
    cls=DashedArguments,
    help=_(
        "Print a whole post.\n\n"
        "POST is an id printed by list, a path inside the archive, a file name, or any path to the "
        "file."
    ),
)
@click.argument("post")
@click.option(
    "--width",
    type=click.IntRange(MIN_WIDTH_CELLS, 1000),
    metavar="N",
    help=_(
        "Width of the text in columns, 2 to 1000.  [default: the terminal's, at most the"
        " text_width of the settings; 80 in a pipe]"
    ),
)
@json_option
@archive_option
@index_option
def command(post: str, width: int | None, as_json: bool) -> ExitStatus:
    """Print the post; see the help."""
    session = open_archive()
    found = answer(session, lambda: find_post(session, post), read_names)
    opened = session.open_post(found.id)
    if as_json:
        fields = post_fields(opened.post)
        fields["text"] = visible_text(opened.document)
        fields["links"] = link_fields(opened.document.links)
        write_json([fields])
        return ExitStatus.SUCCESS
    # Printed text can't scroll sideways.
    typesetting = replace(session.typesetting, scrolls_wide_blocks=False)
    columns = width or _usual_width(session)
    annotations = session.annotations_of(found.id)
    layout = lay_out_post(opened.post, opened.document, columns, typesetting, annotations)
    write_lines(layout.lines)
    return ExitStatus.SUCCESS


def _usual_width(session: Session) -> int:
    """Return the terminal's width, limited by the settings, or the width for a pipe."""
    if not is_terminal():
        return width_cells()
    return max(min(width_cells(), session.settings.text_width), MIN_WIDTH_CELLS)

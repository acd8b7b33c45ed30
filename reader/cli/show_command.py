"""``reader show``: one post, laid out as text."""

from pathlib import Path

import click

from reader.cli.archive_opening import open_archive, read_names
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, json_option
from reader.cli.output import is_terminal, width_cells, write_json, write_lines
from reader.cli.post_fields import link_fields, post_fields
from reader.cli.post_finding import find_post
from reader.document.plain_text import visible_text
from reader.layout.page import lay_out_post


@click.command("show")
@click.argument("post")
@click.option(
    "--width",
    type=click.IntRange(2, 1000),
    metavar="N",
    help="Columns to set the text in: 2 to 1000.  [default: the terminal's, at most the"
    " text_width of the settings; 80 in a pipe]",
)
@json_option
@archive_option
def command(post: str, width: int | None, as_json: bool, archive: Path | None) -> ExitStatus:
    """Print a whole post.

    POST is an id as list prints it, a path below the archive, a file's name, or any path to the
    file.
    """
    session = open_archive(archive)
    read_names(session)
    opened = session.open_post(find_post(session, post).id)
    if as_json:
        text = {"text": visible_text(opened.document), "links": link_fields(opened.document.links)}
        write_json([post_fields(opened.post) | text])
        return ExitStatus.SUCCESS
    usual = min(width_cells(), session.settings.text_width) if is_terminal() else width_cells()
    write_lines(lay_out_post(opened.post, opened.document, width or usual).lines)
    return ExitStatus.SUCCESS

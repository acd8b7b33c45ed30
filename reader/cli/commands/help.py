"""``reader help``: the pages that the screen shows, and the help of each command."""

from collections.abc import Callable

import click

from reader.cli.archive_choice import COMMANDS
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_archive, chosen_pager, pager_option
from reader.cli.output import width_cells, write_lines
from reader.config.settings import Settings
from reader.help_pages.examples import prefers_chinese
from reader.help_pages.marks import marks_page
from reader.help_pages.page import HelpPage, Topic
from reader.help_pages.page_layout import lay_out_page
from reader.help_pages.query import query_page
from reader.help_pages.settings import settings_page
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list
from reader.paths import settings_file
from reader.terminal_text import clean_line

_MIN_WIDTH_CELLS = 20


@click.command(
    "help", cls=DashedArguments, help=_("Explain keys, query, marks, settings or a command.")
)
@click.argument("topic", required=False)
@archive_option
@pager_option
@click.pass_context
def command(context: click.Context, topic: str | None) -> ExitStatus:
    """Run the command."""
    if topic in COMMANDS or topic is None:
        click.echo(_help_of(context.find_root(), topic))
    elif topic in {known.value for known in Topic}:
        _write_page(Topic(topic), context.obj)
    else:
        text = _("no help on {topic}; topics: {topics}, or a command")
        topics = in_a_list(known.value for known in Topic)
        raise click.UsageError(text.format(topic=clean_line(topic), topics=topics), context)
    return ExitStatus.SUCCESS


def _write_page(topic: Topic, keys_page: Callable[[Settings], HelpPage]) -> None:
    from reader.session import settings_of_run  # noqa: PLC0415 - 0.2 s that --help does not need

    in_force = settings_of_run(chosen_archive().path).in_force
    match topic:
        case Topic.KEYS:
            page = keys_page(in_force.settings)
        case Topic.QUERY:
            page = query_page(prefers_chinese=prefers_chinese())
        case Topic.MARKS:
            page = marks_page()
        case Topic.SETTINGS:
            page = settings_page(in_force, str(settings_file()))
    width = max(width_cells(), _MIN_WIDTH_CELLS)
    lines = (each.line for each in lay_out_page(page, width))
    write_lines(lines, chosen_pager(in_force.settings))


def _help_of(program: click.Context, name: str | None) -> str:
    """Return the help of a command, or that of the program."""
    group = program.command
    if name is None or not isinstance(group, click.Group):
        return group.get_help(program)
    found = group.get_command(program, name)
    return "" if found is None else found.get_help(click.Context(found, program, name))

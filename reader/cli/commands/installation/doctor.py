"""``reader doctor``: tells about this installation what a report of an error needs."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_archive, json_option
from reader.cli.output import write_json, write_lines
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import fit
from reader.messages.language import gettext as _
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from reader.diagnosis.facts import Fact

_NAME_CELLS = 22


@click.command(
    "doctor",
    cls=DashedArguments,
    help=_(
        "Describe this installation, to be pasted into a report of an error.\n\n"
        "It tells versions, what the terminal can do, where files lie, whether index and reading "
        "state are sound, and the kinds of recent errors: no title, query, archive, user or host."
    ),
)
@archive_option
@json_option
def command(as_json: bool) -> ExitStatus:
    """Print the facts; see the help."""
    from reader.diagnosis.facts import facts  # noqa: PLC0415 - 0.2 s that --help needs not

    found = facts(chosen_archive().path, os.environ)
    if as_json:
        write_json(fact._asdict() for fact in found)
    else:
        write_lines(_lines(found))
    return ExitStatus.SUCCESS


def _lines(found: "Iterator[Fact]") -> Iterator[Line]:
    from reader.diagnosis.facts import WORDS  # noqa: PLC0415 - 0.2 s that --help needs not

    def spoken(text: str) -> str:
        return _(text) if text in WORDS else clean_line(text)

    section = ""
    for fact in found:
        if fact.section != section:
            section = fact.section
            yield Line((Run(_(section), Role.HEADING),))
        yield Line((Run(f"  {fit(spoken(fact.name), _NAME_CELLS)}{spoken(_spoken(fact.value))}"),))


def _spoken(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return f"{value:,}" if isinstance(value, int) else value

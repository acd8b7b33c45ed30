"""``reader config``: shows the settings in force, and writes, edits and checks their file."""

import os
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_archive, json_option
from reader.cli.output import say, write_json, write_lines
from reader.config.default_file import as_toml, default_file
from reader.config.file import SettingsFile, read_settings
from reader.config.in_force import Origin, SettingsInForce, Source
from reader.config.settings import SETTINGS
from reader.export.post_fields import Field
from reader.help_pages.settings import spoken_origin
from reader.layout.line import Line, Role, Run
from reader.messages.language import (
    LOCALE_VARIABLES,
    current_language,
    language_of_locale,
    named_language,
)
from reader.messages.language import gettext as _
from reader.paths import settings_file
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from reader.session import SettingsOfRun

_VALUE_CELLS = 44


@click.command(
    "config", cls=DashedArguments, help=_("Show the settings in force, and where each comes from.")
)
@click.option("--default", "as_default", is_flag=True, help=_("Print a commented settings file."))
@click.option("--edit", "edits", is_flag=True, help=_("Edit the settings file, and check it."))
@click.option("--reset", metavar="NAME", help=_("Forget what was chosen on the screen for NAME."))
@archive_option
@json_option
def command(*, as_default: bool, edits: bool, reset: str | None, as_json: bool) -> ExitStatus:
    """Run the command."""
    from reader.session import settings_of_run  # noqa: PLC0415 - 0.2 s that --help does not need

    if as_default:
        write_lines(Line((Run(line),)) for line in default_file().rstrip("\n").split("\n"))
        return ExitStatus.SUCCESS
    if edits:
        return _edit(settings_file())
    run = settings_of_run(chosen_archive().path)
    in_force = _with_language(run.in_force, os.environ)
    if reset is not None:
        return _reset(run, reset)
    file = read_settings(settings_file())
    _say_mistakes(file)
    if as_json:
        write_json(_fields(in_force, file, key) for key in SETTINGS)
    else:
        write_lines(_lines(in_force, run.state_file.state.choices(), file))
    return ExitStatus.SUCCESS


def _say_mistakes(file: SettingsFile) -> None:
    for mistake in file.mistakes:
        say(clean_line(str(mistake)))


def _with_language(in_force: SettingsInForce, environment: Mapping[str, str]) -> SettingsInForce:
    """Return settings with the language of this run, unless the file says it."""
    language, of_locale = current_language(), language_of_locale(environment)
    if language is named_language(in_force.settings.language):
        return in_force
    variables = (name for name in LOCALE_VARIABLES if environment.get(name))
    variable = next(variables, "") if language is of_locale else "--lang"
    if not variable:
        return in_force
    source = Source.COMMAND_LINE if variable == "--lang" else Source.ENVIRONMENT
    origins = {"language": Origin(source, variable)}
    return in_force.overridden({"language": language.value}, origins)


def _lines(
    in_force: SettingsInForce, choices: Mapping[str, str], file: SettingsFile
) -> Iterator[Line]:
    for key in SETTINGS:
        value = as_toml(getattr(in_force.settings, key))
        origin = _spoken(in_force.origin_of(key), file)
        yield _line(f"{key} = {value}", origin)
    for name, value in sorted(choices.items()):
        if name not in SETTINGS:
            yield _line(f"# {name} = {as_toml(value)}", _spoken(Origin(Source.SCREEN), file))


def _line(setting: str, origin: str) -> Line:
    shown = clean_line(setting)
    padding = " " * max(2, _VALUE_CELLS - len(shown))
    return Line((Run(shown), Run(f"{padding}# {clean_line(origin)}", Role.META)))


def _spoken(origin: Origin, file: SettingsFile) -> str:
    is_in_file = origin.source is Source.FILE
    return spoken_origin(origin, file.line_of(*origin.key) if is_in_file else None)


def _fields(in_force: SettingsInForce, file: SettingsFile, key: str) -> dict[str, Field]:
    origin = in_force.origin_of(key)
    is_in_file = origin.source is Source.FILE
    return {
        "key": key,
        "value": _plain(getattr(in_force.settings, key)),
        "origin": origin.source.value,
        "name": origin.name,
        "line": file.line_of(*origin.key) if is_in_file else None,
    }


def _plain(value: object) -> Field:
    """Return a value for JSON; a table is written as TOML."""
    match value:
        case str() | int():
            return value
        case Enum():
            return str(value.value)
        case _:
            return as_toml(value)


def _edit(path: Path) -> ExitStatus:
    """Open the file in the user's editor, and check what comes back.

    Raises:
        SettingsError: It is not TOML now.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(default_file(), encoding="utf-8")
    click.edit(filename=os.fspath(path))
    file = read_settings(path)
    _say_mistakes(file)
    return ExitStatus.WRONG_USAGE if file.mistakes else ExitStatus.SUCCESS


def _reset(run: "SettingsOfRun", name: str) -> ExitStatus:
    state_file = run.state_file
    choices = state_file.state.choices()
    if name not in choices:
        sentence = _("nothing was chosen on the screen for {name}; chosen: {choices}")
        chosen = ", ".join(sorted(choices)) or "-"
        say(sentence.format(name=clean_line(name), choices=clean_line(chosen)))
        return ExitStatus.NOTHING_FOUND
    state_file.state.keep_choice(name, "")
    state_file.save()
    return ExitStatus.SUCCESS

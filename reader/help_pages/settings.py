"""The page on the settings: their values in this run, and where each comes from."""

from reader.config.default_file import as_toml, plain_meaning
from reader.config.in_force import Origin, SettingsInForce, Source
from reader.config.settings import SETTINGS
from reader.help_pages.page import HelpPage, HelpRow, HelpSection, Topic
from reader.messages.language import gettext as _


def settings_page(in_force: SettingsInForce, file: str) -> HelpPage:
    """Return the page.

    Args:
        in_force: The settings of this run, with the choices made on the screen.
        file: The path of the settings file; empty in a run without one.
    """
    rows = tuple(_row(in_force, key) for key in SETTINGS)
    heading = (
        _("Settings in force; reader config --edit edits {file}").format(file=file)
        if file
        else _("Settings in force")
    )
    return HelpPage(Topic.SETTINGS, (HelpSection(heading, rows, has_columns=False),))


def _row(in_force: SettingsInForce, key: str) -> HelpRow:
    value = as_toml(getattr(in_force.settings, key))
    text = _("{meaning} ({origin})").format(
        meaning=plain_meaning(SETTINGS[key]), origin=spoken_origin(in_force.origin_of(key))
    )
    return HelpRow(f"{key} = {value}", text)


def spoken_origin(origin: Origin, line: int | None = None) -> str:
    """Return where a value comes from, for people.

    Args:
        origin: Of the value.
        line: Its line in the file, if that is known.
    """
    match origin.source:
        case Source.DEFAULT:
            return _("default")
        case Source.FILE:
            return origin.name if line is None else f"{origin.name}:{line}"
        case Source.SCREEN:
            return _("chosen on the screen")
        case Source.ENVIRONMENT | Source.COMMAND_LINE:
            return origin.name

"""The settings in force, and where the value of each comes from.

Owns the order: default, file, the archive's table in the file, choice on the screen, environment,
command line. The later holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from reader.config.file import ARCHIVES, ArchiveTable, SettingsFile
from reader.config.settings import SETTINGS, Settings


class Source(Enum):
    """What gives a setting its value; the values are names in JSON."""

    DEFAULT = "default"
    FILE = "file"
    SCREEN = "screen"
    ENVIRONMENT = "environment"
    COMMAND_LINE = "command-line"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from."""

    source: Source
    name: str = ""
    """The variable, the option, or the path of the file."""
    key: tuple[str, ...] = ()
    """In the file: the parts of the key."""


_DEFAULT = Origin(Source.DEFAULT)


@dataclass(frozen=True, slots=True)
class SettingsInForce:
    """Settings with the origins of their values."""

    settings: Settings
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """By key, of those that are not the defaults."""

    def origin_of(self, key: str) -> Origin:
        """Return where the value of a setting comes from."""
        return self.origins.get(key, _DEFAULT)

    def overridden(
        self, values: Mapping[str, object], origins: Mapping[str, Origin]
    ) -> SettingsInForce:
        """Return settings with other values; tables such as `keys` are merged.

        Args:
            values: Checked, by key.
            origins: Of each of them.
        """
        merged = {key: self._merged(key, value) for key, value in values.items()}
        settings = replace(self.settings, **merged)  # type: ignore[arg-type]  # they were checked
        return SettingsInForce(settings, {**self.origins, **origins})

    def _merged(self, key: str, value: object) -> object:
        before = getattr(self.settings, key)
        return {**before, **value} if isinstance(value, dict) else value

    def chosen(self, choices: Mapping[str, str]) -> SettingsInForce:
        """Return settings with the choices made on the screen.

        Args:
            choices: By name; one that is no key of a setting, or no value for it, is left out.
        """
        values: dict[str, object] = {}
        for key in SETTINGS.keys() & choices.keys():
            try:
                values[key] = value_of_text(key, choices[key])
            except ValueError:  # of another version of the reader
                continue
        return self.overridden(values, dict.fromkeys(values, Origin(Source.SCREEN)))


def settings_of(file: SettingsFile, table: ArchiveTable | None = None) -> SettingsInForce:
    """Return what a file says, over the defaults.

    Args:
        file: Of the user.
        table: Of the archive, if the file has one.
    """
    origins = {key: _in_file(file, key) for key in file.values}
    result = SettingsInForce(Settings()).overridden(file.values, origins)
    if table is None:
        return result
    own = {key: _in_file(file, ARCHIVES, table.name, key) for key in table.values}
    return result.overridden(table.values, own)


def value_of_text(key: str, text: str) -> object:
    """Return the value of a setting that was written as text.

    Raises:
        ValueError: It is none.
    """
    setting = SETTINGS[key]
    match setting.default:
        case bool():
            return setting.check(key, {"true": True, "false": False}.get(text))
        case int():
            return setting.check(key, int(text))
        case _:
            return setting.check(key, text)


def _in_file(file: SettingsFile, *path: str) -> Origin:
    return Origin(Source.FILE, str(file.path), path)

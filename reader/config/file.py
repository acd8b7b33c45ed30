"""Reading the settings file, of which everything that is right is used.

A mistake is kept as a sentence with its place. Only a file that can't be read, or is not TOML at
all, says nothing.

Source of the format: TOML 1.0.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from reader.config.places import KeyPath, Place, key_places, place_of
from reader.config.settings import SETTINGS
from reader.errors import SettingsError
from reader.messages.language import gettext as _

ARCHIVES = "archives"
"""Key of the table of tables of archives."""
FOR_ALL = frozenset({"archive", "language", "state_logs"})
"""Settings that no table of an archive can override: they hold before the archive is chosen."""
_ARCHIVE_PATH = "path"


class Mistake(NamedTuple):
    """Something in the file that can't be used."""

    path: Path
    line: int
    """Counted from 1; 0 is unknown."""
    column: int
    sentence: str

    def __str__(self) -> str:
        """Return file, line, column and sentence, as compilers write them."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{place}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class ArchiveTable:
    """What the file says of one archive."""

    name: str
    path: Path
    """Its folder; ``~`` is expanded."""
    values: Mapping[str, object] = field(default_factory=dict)
    """Checked values by key, of the settings that are others in this archive."""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a settings file says."""

    path: Path
    values: Mapping[str, object] = field(default_factory=dict)
    """Checked values by key."""
    archives: Mapping[str, ArchiveTable] = field(default_factory=dict)
    """By name."""
    mistakes: tuple[Mistake, ...] = ()
    """In the order of the file's tables."""
    text: str = ""

    def archive_at(self, path: Path) -> ArchiveTable | None:
        """Return the table of an archive that is called so, or lies in this folder."""
        if str(path) in self.archives:
            return self.archives[str(path)]
        real = os.path.realpath(path.expanduser())
        tables = self.archives.values()
        return next((table for table in tables if os.path.realpath(table.path) == real), None)

    def line_of(self, *path: str) -> int:
        """Return the line of a key, counted from 1; 0 if it is unknown."""
        return place_of(path, key_places(self.text)).line


def read_settings(path: Path) -> SettingsFile:
    """Read the settings file; one that is not to be found says nothing.

    A home that is no folder, or another user's, has none.

    Raises:
        SettingsError: The file can't be read, or is not TOML.
    """
    text = _read(path)
    return parse_settings(text, path) if text else SettingsFile(path)


def parse_settings(text: str, path: Path) -> SettingsFile:
    """Check the text of a settings file.

    Args:
        text: Of the whole file.
        path: Of the file, for sentences.

    Raises:
        SettingsError: It is not TOML.
    """
    import tomllib  # noqa: PLC0415 - 2 ms, and most people have no such file

    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(path, text, str(error)) from error
    reading = _Reading(path, text)
    tables = values.pop(ARCHIVES, {})
    checked = reading.checked(values)
    archives = reading.archives(tables)
    return SettingsFile(path, checked, archives, tuple(reading.mistakes), text)


class _Reading:
    """Takes what is right from one file, and collects the mistakes."""

    def __init__(self, path: Path, text: str) -> None:
        self.mistakes: list[Mistake] = []
        self._path = path
        self._text = text
        self._places: Mapping[KeyPath, Place] | None = None

    def checked(self, values: Mapping[str, object], table: KeyPath = ()) -> dict[str, object]:
        """Return the values that pass their checks."""
        checked: dict[str, object] = {}
        for key, value in values.items():
            path = (*table, key)
            if key not in SETTINGS:
                self._complain(path, _unknown_key(key))
            elif table and key in FOR_ALL:
                self._complain(path, _("{key} holds for all archives").format(key=key))
            else:
                found = list(self._passing(key, value, path))
                if found:
                    checked[key] = _together(found)
        return checked

    def _passing(self, key: str, value: object, path: KeyPath) -> Iterator[object]:
        """Yield what the check returns; of a table or an array, of one part after the other."""
        for step, part in _apart(key, value):
            try:
                yield SETTINGS[key].check(key, part)
            except ValueError as error:
                self._complain((*path, *step), str(error), is_of_value=True)

    def archives(self, tables: object) -> dict[str, ArchiveTable]:
        """Return the tables of archives that have a path."""
        if not isinstance(tables, dict):
            self._complain((ARCHIVES,), _("archives must be tables such as [archives.news]"))
            return {}
        found = {}
        for name, table in tables.items():
            path = table.get(_ARCHIVE_PATH) if isinstance(table, dict) else None
            if not isinstance(path, str) or not path:
                sentence = _('[archives.{name}] must have path = "folder of the archive"')
                self._complain((ARCHIVES, name), sentence.format(name=name))
                continue
            own = {key: value for key, value in table.items() if key != _ARCHIVE_PATH}
            values = self.checked(own, (ARCHIVES, name))
            found[name] = ArchiveTable(name, Path(path).expanduser(), values)
        return found

    def _complain(self, path: KeyPath, sentence: str, *, is_of_value: bool = False) -> None:
        if self._places is None:
            self._places = key_places(self._text)
        place = place_of(path, self._places)
        column = place.value_column if is_of_value else place.key_column
        self.mistakes.append(Mistake(self._path, place.line, column, sentence))


def _apart(key: str, value: object) -> Iterator[tuple[KeyPath, object]]:
    """Yield the parts of a table or an array of tables that stand alone, and where they are."""
    match SETTINGS[key].default, value:
        case {}, {}:
            yield from (((str(name),), {name: part}) for name, part in value.items())
        case (), [*parts]:
            yield from (((str(number),), [part]) for number, part in enumerate(parts))
        case _:
            yield (), value


def _together(parts: list[object]) -> object:
    """Return what `_apart` has taken apart."""
    tables = [part for part in parts if isinstance(part, dict)]
    if tables:
        return {name: value for table in tables for name, value in table.items()}
    tuples = [part for part in parts if isinstance(part, tuple)]
    return tuple(chain.from_iterable(tuples)) if tuples else parts[0]


def _unknown_key(key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - 5 ms, for mistakes only

    near = get_close_matches(key, [*SETTINGS, ARCHIVES], 1)
    if not near:
        return _("unknown key {key!r}; reader config --default lists all keys").format(key=key)
    return _("unknown key {key!r}, did you mean {near}?").format(key=key, near=near[0])


def _not_toml(path: Path, text: str, reason: str) -> SettingsError:
    """Return tomllib's error, with the place where compilers have it."""
    end = f"(at line {text.count(chr(10)) + 1}, column {len(text) - text.rfind(chr(10))})"
    reason = reason.replace("(at end of document)", end)
    what, found, place = reason.partition(" (at line ")
    if found:
        line, _comma, column = place.rstrip(")").partition(", column ")
        place = f":{line}:{column}"
    return SettingsError(f"{path}{place}", _("is not TOML: {reason}").format(reason=what))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        if not os.path.lexists(path):
            return ""
        reason = _("can't be read: {reason}").format(reason=error.strerror)
        raise SettingsError(str(path), reason) from error
    except UnicodeDecodeError as error:
        reason = _("can't be read: {reason}").format(reason=error)
        raise SettingsError(str(path), reason) from error

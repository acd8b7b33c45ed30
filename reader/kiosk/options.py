"""The administrator's file: what ``reader --kiosk`` opens, keeps and allows.

Source of the format: TOML 1.0. A mistake ends the start: what is not understood is not allowed.
"""

import os
import stat
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from reader.config.checks import Check, language, text, whole_number
from reader.config.settings import DEFAULTS, SETTINGS, Settings
from reader.errors import SettingsError
from reader.messages.language import gettext as _

DEFAULT_FILE = Path("/etc/terminal-news-reader/kiosk.toml")
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_TAKEN_SETTINGS = frozenset(
    {
        *("theme", "text_width", "justify", "first_line_indent", "han_latin_space"),
        *("hanging_punctuation", "wide_blocks", "images", "ambiguous_width", "follow"),
        *("follow_after_ms", "mark_read", "today_zone", "gains", "mouse", "keys", "highlight"),
        *("collections", "ascii", "hyperlinks"),
    }
)
"""Settings that neither name a file or program nor say what is kept."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one session; 0 is none."""

    memory_mb: int = 0
    """Address space, in units of 1,024² bytes."""
    open_files: int = 0
    processes: int = 0
    """Processes and threads of the account, in all its sessions."""
    idle_minutes: int = 0
    """Minutes without a key, after which the session ends."""
    sessions: int = 0
    """Sessions of the account at once; counted by locks in the folder `runtime`."""


@dataclass(frozen=True, slots=True)
class KioskOptions:
    """What the administrator's file says."""

    path: Path
    """The file."""
    archive: Path
    state: Path | None = None
    """Folder with a folder for each account's marks; None keeps marks in memory."""
    index: Path | None = None
    """Folder of indexes that ``reader index`` publishes; None reads all headers at the start."""
    runtime: Path | None = None
    """Folder for locks that count sessions."""
    language: str = "auto"
    limits: Limits = Limits()
    settings: Settings = DEFAULTS


def read_options(path: Path) -> KioskOptions:
    """Read the administrator's file.

    Raises:
        SettingsError: It can't be read, others may have written it, or it has a mistake.
    """
    try:
        values = tomllib.loads(_read_safe(path))
    except OSError as error:
        reason = _("can't be read: {reason}").format(reason=error.strerror)
        raise SettingsError(str(path), reason) from error
    except UnicodeDecodeError as error:
        reason = _("can't be read: {reason}").format(reason=error)
        raise SettingsError(str(path), reason) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(str(path), _("is not TOML: {reason}").format(reason=error)) from error
    try:
        return _options(path, values)
    except ValueError as error:
        raise SettingsError(str(path), str(error)) from error


def _read_safe(path: Path) -> str:
    """Read a file that nobody but root and this account can have written or put there.

    Raises:
        OSError: It can't be read.
        SettingsError: Others may have written it.
    """
    with path.open(encoding="utf-8") as file:
        for status in (os.fstat(file.fileno()), path.resolve().parent.stat()):
            if status.st_uid not in {0, os.geteuid()}:
                raise SettingsError(str(path), _("the file or its folder is not root's"))
            if status.st_mode & _OTHERS_WRITE:
                raise SettingsError(str(path), _("others may write to the file or its folder"))
        return file.read()


def _options(path: Path, values: Mapping[str, object]) -> KioskOptions:
    tables = {"limits": _limits, "settings": _settings}
    checks = {"archive": _folder, "state": _folder, "index": _folder, "runtime": _folder}
    taken: dict[str, Any] = _checked(values, {**checks, "language": language, **tables})
    if "archive" not in taken:
        raise ValueError(_('archive = "/a/folder" is missing'))
    options = KioskOptions(path, **taken)
    if options.limits.sessions and options.runtime is None:
        raise ValueError(_('limits.sessions needs runtime = "/a/folder"'))
    return options


def _checked(values: Mapping[str, object], checks: Mapping[str, Check[Any]]) -> dict[str, Any]:
    for key in values:
        if key not in checks:
            listed = ", ".join(sorted(checks))
            raise ValueError(
                _("unknown key {key!r}; known keys: {listed}").format(key=key, listed=listed)
            )
    return {key: checks[key](key, value) for key, value in values.items()}


def _folder(key: str, value: object) -> Path:
    path = Path(text(key, value))
    if not path.is_absolute():
        raise ValueError(_("{key} must be an absolute path").format(key=key))
    return path


def _limits(key: str, value: object) -> Limits:
    at_most = whole_number(0, 1_000_000)
    checks = {its.name: at_most for its in fields(Limits)}
    return Limits(**_checked(_table(key, value), checks))


def _settings(key: str, value: object) -> Settings:
    checks: Mapping[str, Callable[[str, object], Any]] = {
        name: SETTINGS[name].check for name in _TAKEN_SETTINGS
    }
    return Settings(**_checked(_table(key, value), checks))


def _table(key: str, value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError(_("{key} must be a table").format(key=key))
    return value

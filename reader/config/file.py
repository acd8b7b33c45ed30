"""Reading the settings file.

Source of the format: TOML 1.0. Unknown keys are an error, so that typos are noticed.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from reader.config.settings import SETTINGS, Settings
from reader.errors import SettingsError
from reader.messages.language import gettext as _


def load_settings(path: Path) -> Settings:
    """Read the settings file, or return the defaults if there is none to be found.

    A home that is no folder, or another user's, has none.

    Raises:
        SettingsError: The file can't be read, is not TOML, or has an invalid value.
    """
    text = _read(path)
    if not text:
        return Settings()
    import tomllib  # noqa: PLC0415 - 2 ms, and most people have no such file

    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(str(path), _("is not TOML: {reason}").format(reason=error)) from error
    return _checked(values, str(path))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
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


def _checked(values: Mapping[str, object], path: str) -> Settings:
    checked = {}
    for key, value in values.items():
        if key not in SETTINGS:
            listed = ", ".join(sorted(SETTINGS))
            reason = _("unknown key {key!r}; known keys: {listed}").format(key=key, listed=listed)
            raise SettingsError(path, reason)
        try:
            checked[key] = SETTINGS[key].check(key, value)
        except ValueError as error:
            raise SettingsError(path, str(error)) from error
    return Settings(**checked)

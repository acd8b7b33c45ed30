"""The user's own themes: ``themes/NAME.toml`` beside the settings file.

The keys are the fields of Textual's `Theme`, and its table ``[variables]`` those of the style
sheets. A mistake is said with file, key and nearest key, and the rest of the file holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from textual.color import ColorParseError
from textual.theme import Theme

from reader.messages.language import gettext as _
from reader.terminal_text import clean_line
from reader.ui.themes.own import DARK, LIGHT, TERMINAL
from reader.ui.themes.variables import parse_color, style_names

_COLORS = (
    *("primary", "secondary", "warning", "error", "success", "accent"),
    *("foreground", "background", "surface", "panel", "boost"),
)
_KINDS: Mapping[str, type] = {
    **dict.fromkeys(_COLORS, str),
    "dark": bool,
    "ansi": bool,
    "luminosity_spread": float,
    "text_alpha": float,
    "variables": dict,
}
_MAX_BYTES = 64 * 1024
_STYLE_WORDS = frozenset(
    {"bold", "dim", "italic", "underline", "underline2", "reverse", "strike", "blink", "none"}
)


class UserThemes(NamedTuple):
    """The themes of a folder, as far as they can be used."""

    themes: tuple[Theme, ...]
    mistakes: tuple[str, ...]
    """A sentence each."""


def read_user_themes(folder: Path) -> UserThemes:
    """Read every theme of a folder, which need not exist, by name."""
    mistakes: list[str] = []
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    themes = [theme for file in files if (theme := _read(file, mistakes))]
    return UserThemes(tuple(themes), tuple(mistakes))


def _read(file: Path, mistakes: list[str]) -> Theme | None:
    import tomllib  # noqa: PLC0415 - 2 ms, and most people have no theme of their own

    try:
        with file.open("rb") as opened:
            values = tomllib.loads(opened.read(_MAX_BYTES).decode())
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        mistakes.append(_("{file}: can't be read: {reason}").format(file=file, reason=reason))
        return None
    mistakes += (f"{file}: {clean_line(said)}" for said in _drop_mistakes(values))
    base = TERMINAL if values.get("ansi") else DARK if values.get("dark", True) else LIGHT
    fields = {name: getattr(base, name) for name in _KINDS}
    fields["variables"] = {**base.variables, **values.pop("variables", {})}
    return Theme(name=clean_line(file.stem), **fields | values)


def _drop_mistakes(values: dict[str, Any]) -> Iterator[str]:
    """Remove what can't be used, and yield a sentence about each."""
    for key in list(values):
        said = _mistake(key, values[key])
        if said:
            yield said
            del values[key]
    variables = values.get("variables", {})
    for key in list(variables):
        said = _mistake_in_variable(key, variables[key])
        if said:
            yield said
            del variables[key]


def _mistake(key: str, value: object) -> str:
    kind = _KINDS.get(key)
    if kind is None:
        return _unknown(key, _KINDS)
    if kind is str and not _is_color(value):
        return _not_a_color(key)
    if kind is float and not _is_share(value):
        return _("{key} must be a number from 0 to 1").format(key=key)
    if kind is bool and not isinstance(value, bool):
        return _("{key} must be true or false").format(key=key)
    if kind is dict and not isinstance(value, dict):
        return _("{key} must be a table").format(key=key)
    return ""


def _mistake_in_variable(key: str, value: object) -> str:
    name = f"variables.{key}"
    if key not in style_names():
        return _unknown(name, {f"variables.{known}" for known in style_names()})
    if key == "minimum-contrast":
        return (
            "" if _is_contrast(value) else _("{key} must be a text from 1 to 21").format(key=name)
        )
    if "style" in key.split("-"):
        is_right = isinstance(value, str) and _STYLE_WORDS.issuperset(
            value.replace("not ", "").split()
        )
        return (
            ""
            if is_right
            else _("{key} must be of bold, italic, underline, reverse and the like").format(
                key=name
            )
        )
    return "" if _is_color(value) else _not_a_color(name)


def _unknown(key: str, known: Collection[str]) -> str:
    near = next(iter(get_close_matches(key, known, 1)), "")
    if near:
        return _("unknown key {key}; did you mean {near}?").format(key=key, near=near)
    return _("unknown key {key}").format(key=key)


def _not_a_color(key: str) -> str:
    return _('{key} must be a colour such as "#1e90ff", "teal" or "ansi_blue"').format(key=key)


def _is_color(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(parse_color(value))
    except ColorParseError:
        return False


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_contrast(value: object) -> bool:
    try:
        return isinstance(value, str) and 1 <= float(value) <= 21
    except ValueError:
        return False

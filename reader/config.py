"""The user's settings: one typed value for each key of ``settings.toml``.

Source of the format: TOML 1.0. Unknown keys are an error, so that typos are noticed.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from pathlib import Path
from typing import Self

from reader.errors import SettingsError
from reader.messages.language import named_language

TEXT_WIDTHS = (20, 400)
"""Minimum and maximum width of the text, in columns."""


class Follow(Enum):
    """When the text follows the list's cursor."""

    AT_ONCE = "at-once"
    ON_REST = "on-rest"
    ON_ENTER = "on-enter"


class AmbiguousWidth(Enum):
    """Columns of characters of ambiguous width."""

    BY_LOCALE = "by-locale"
    NARROW = "narrow"
    WIDE = "wide"


class WideBlocks(Enum):
    """Display of code and tables wider than the text."""

    SCROLL = "scroll"
    WRAP = "wrap"


class StateLogs(Enum):
    """Whether the reading state is kept in one log per host instead of one file."""

    BY_FILE_SYSTEM = "by-file-system"
    ALWAYS = "always"
    NEVER = "never"


class Images(Enum):
    """Graphics used to draw images."""

    BY_TERMINAL = "by-terminal"
    BLOCKS = "blocks"
    KITTY = "kitty"
    ITERM2 = "iterm2"
    SIXEL = "sixel"


class MarkRead(Enum):
    """When an opened post becomes read."""

    AT_ONCE = "at-once"
    AFTER_A_LOOK = "after-a-look"
    AT_END = "at-end"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with their defaults.

    The docstring of a field is its line in the README.
    """

    language: str = "auto"
    """Language: `en`, `zh_CN`, `zh_TW`, or `auto` for that of `LC_ALL`, `LC_MESSAGES`, `LANG`."""
    archive: str = ""
    """Folder to open when none is named on the command line; `~` is expanded."""
    collections: bool = False
    """Whether the other collections of a Jekyll site (`_wiki`, ...) are read as its posts are."""
    use_index: bool = True
    """Whether an index is kept in the cache; without one every start reads all headers."""
    shared_index: str = ""
    """Folder of indexes for all accounts of a host: `reader index` writes there, others read."""
    follow: Follow = Follow.ON_REST
    """When the text follows the list's cursor: `at-once`, `on-rest` or `on-enter`."""
    follow_after_ms: int = 250
    """With `on-rest`: how long the cursor has to rest, in milliseconds, 0 to 5000."""
    mark_read: MarkRead = MarkRead.AFTER_A_LOOK
    """An opened post is read: `at-once`, `after-a-look` (2 s, or scrolled), `at-end`, `never`."""
    today_zone: str = "site"
    """Zone of `today`, `7d` and the like: of the `site`, of the `machine`, or `Asia/Shanghai` …"""
    state_logs: StateLogs = StateLogs.BY_FILE_SYSTEM
    """Marks in a log for each host: `always`, `never`, `by-file-system` where that is a network."""
    text_width: int = 88
    """Maximum line width in columns, 20 to 400; wider panes get a margin."""
    justify: bool = False
    """Whether lines are justified."""
    first_line_indent: bool = False
    """Whether paragraphs are indented by two wide characters."""
    han_latin_space: bool = False
    """Whether a space is shown between Han and Latin where the text has none; copies omit it."""
    hanging_punctuation: bool = False
    """Whether closing marks may hang into two columns kept free at the right."""
    wide_blocks: WideBlocks = WideBlocks.SCROLL
    """Code and tables wider than the text: `scroll` cuts and scrolls them, `wrap` wraps them."""
    images: Images = Images.BY_TERMINAL
    """Images as `kitty`, `iterm2`, `sixel` or half `blocks`; `by-terminal` asks the terminal."""
    ambiguous_width: AmbiguousWidth = AmbiguousWidth.BY_LOCALE
    """Columns of `“ ” … — ×` and the like: `narrow` is one, `wide` two, `by-locale` asks `LANG`."""
    theme: str = "terminal"
    """Colours: `terminal` keeps those of the terminal; any Textual theme can be named."""
    mouse: bool = True
    """Whether the reader handles the mouse; `false` leaves selecting text to the terminal."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """A table of command = "key,key" that replaces the keys of that command."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, object], path: str) -> Self:
        """Convert parsed TOML to typed settings.

        Raises:
            SettingsError: A key is unknown, or its value invalid; `path` names the file.
        """
        known = {item.name for item in fields(cls)}
        for key in values:
            if key not in known:
                raise SettingsError(path, f"unknown key {key!r}; known keys: {_listed(known)}")
        checked = {key: _CHECKS[key](key, value, path) for key, value in values.items()}
        return cls(**checked)  # type: ignore[arg-type]  # each check returns its field's type


def load_settings(path: Path) -> Settings:
    """Read the settings file, or return the defaults if there is none to be found.

    A home that is no folder, or another user's, has none.

    Raises:
        SettingsError: The file can't be read, is not TOML, or has an invalid value.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        if not os.path.lexists(path):
            return Settings()
        raise SettingsError(str(path), f"can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(str(path), f"can't be read: {error}") from error
    import tomllib  # noqa: PLC0415 - 2 ms, and most people have no such file

    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(str(path), f"is not TOML: {error}") from error
    return Settings.from_mapping(values, str(path))


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _text(key: str, value: object, path: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(path, f"{key} must be text in quotes")
    return value


def _language(key: str, value: object, path: str) -> str:
    name = _text(key, value, path)
    if name != "auto" and named_language(name) is None:
        raise SettingsError(path, f"{key} must be one of auto, en, zh_CN, zh_TW")
    return name


def _truth(key: str, value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(path, f"{key} must be true or false")
    return value


def _whole_number(key: str, value: object, path: str) -> int:
    lowest, highest = _RANGES[key]
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise SettingsError(path, f"{key} must be a whole number from {lowest} to {highest}")
    return value


def _one_of(choices: type[Enum]) -> Callable[[str, object, str], Enum]:
    def check(key: str, value: object, path: str) -> Enum:
        try:
            return choices(value)
        except ValueError:
            listed = ", ".join(choice.value for choice in choices)
            raise SettingsError(path, f"{key} must be one of {listed}") from None

    return check


def _key_table(key: str, value: object, path: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise SettingsError(path, f'{key} must be a table of command = "key,key"')
    return {str(name): _text(f"{key}.{name}", keys, path) for name, keys in value.items()}


_RANGES = {"follow_after_ms": (0, 5000), "text_width": TEXT_WIDTHS}
_CHECKS = {
    "language": _language,
    "archive": _text,
    "collections": _truth,
    "use_index": _truth,
    "shared_index": _text,
    "follow": _one_of(Follow),
    "follow_after_ms": _whole_number,
    "mark_read": _one_of(MarkRead),
    "today_zone": _text,
    "state_logs": _one_of(StateLogs),
    "text_width": _whole_number,
    "justify": _truth,
    "first_line_indent": _truth,
    "han_latin_space": _truth,
    "hanging_punctuation": _truth,
    "wide_blocks": _one_of(WideBlocks),
    "images": _one_of(Images),
    "ambiguous_width": _one_of(AmbiguousWidth),
    "theme": _text,
    "mouse": _truth,
    "keys": _key_table,
}

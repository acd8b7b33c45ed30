"""Checks of what the settings file says: each converts a TOML value to that of its setting."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from reader.config.choices import Highlight
from reader.messages.language import gettext as _
from reader.messages.language import named_language

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

Check = Callable[[str, object], T]
"""Takes a key and a TOML value; raises ValueError with a sentence that says what it must be."""


def text(key: str, value: object) -> str:
    """Accept a text."""
    if not isinstance(value, str):
        raise ValueError(_("{key} must be text in quotes").format(key=key))
    return value


def language(key: str, value: object) -> str:
    """Accept the name of a language of the reader, or `auto`."""
    name = text(key, value)
    if name != "auto" and named_language(name) is None:
        raise ValueError(_one_of_these(key, ["auto", "en", "zh_CN", "zh_TW"]))
    return name


def truth(key: str, value: object) -> bool:
    """Accept true or false."""
    if not isinstance(value, bool):
        raise ValueError(_("{key} must be true or false").format(key=key))
    return value


def whole_number(lowest: int, highest: int) -> Check[int]:
    """Return a check that accepts the whole numbers of a range, both ends included."""

    def check(key: str, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= highest:
            return value
        reason = _("{key} must be a whole number from {lowest} to {highest}")
        raise ValueError(reason.format(key=key, lowest=lowest, highest=highest))

    return check


def one_of(choices: type[E]) -> Check[E]:
    """Return a check that accepts the values of an enumeration."""

    def check(key: str, value: object) -> E:
        try:
            return choices(value)
        except ValueError:
            listed = [str(choice.value) for choice in choices]
            raise ValueError(_one_of_these(key, listed)) from None

    return check


def key_table(key: str, value: object) -> Mapping[str, str]:
    """Accept a table of texts."""
    if not isinstance(value, dict):
        raise ValueError(_('{key} must be a table of command = "key,key"').format(key=key))
    return {str(name): text(f"{key}.{name}", keys) for name, keys in value.items()}


def macro_table(key: str, value: object) -> Mapping[str, tuple[str, ...]]:
    """Accept a table of lists of texts."""
    if not isinstance(value, dict):
        reason = _('{key} must be a table of key = ["command", "command"]').format(key=key)
        raise ValueError(reason)
    return {str(name): _texts(f"{key}.{name}", steps) for name, steps in value.items()}


def _texts(key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(it, str) for it in value):
        raise ValueError(_("{key} must be a list of texts in quotes").format(key=key))
    return tuple(value)


def highlights(key: str, value: object) -> tuple[Highlight, ...]:
    """Accept tables of a query and a style, each a text."""
    tables = value if isinstance(value, list) else [value]
    return tuple(_highlight(f"[[{key}]]", it) for it in tables)


def _highlight(key: str, value: object) -> Highlight:
    if not isinstance(value, dict) or value.keys() != {"query", "style"}:
        raise ValueError(_('{key} must have query = "…" and style = "…"').format(key=key))
    return Highlight(*(text(f"{key}: {part}", value[part]) for part in ("query", "style")))


def _one_of_these(key: str, listed: list[str]) -> str:
    return _("{key} must be one of {choices}").format(key=key, choices=", ".join(listed))

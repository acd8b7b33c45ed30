"""A command of the screen, and how its keys are displayed; `command_table` lists them all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from reader.capabilities import Capability
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

_Target = TypeVar("_Target")
"""What a command acts on: the features of the main screen."""


class CommandGroup(Enum):
    """The group of a command; the value is its heading in the help, in English."""

    PANE = gettext_noop("In every pane")
    SIDEBAR = gettext_noop("In the sidebar")
    LIST = gettext_noop("In the list")
    TEXT = gettext_noop("In the text")
    READING = gettext_noop("Reading")
    FINDING = gettext_noop("Finding")
    MARKING = gettext_noop("Marking")
    SHARING = gettext_noop("Beyond the screen")
    PROGRAM = gettext_noop("Program")
    MACRO = gettext_noop("Macros")

    @property
    def heading(self) -> str:
        """The heading in the chosen language."""
        return _(self.value)


def _always(_: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command(Generic[_Target]):
    """One user action."""

    id: str
    """Command id, as the settings name it."""
    keys: str
    """Textual's names of the keys, separated by commas."""
    title: str
    """Title in the palette, at most five words."""
    help: str
    """One sentence fragment for the help, starting with a verb."""
    group: CommandGroup
    run: Callable[[_Target], object]
    """The handler."""
    is_available: Callable[[_Target], bool] = _always
    """Whether it is available now; if not, its key falls through to the next command."""
    needs: Capability | None = None
    """What a run must be able to do; in one that is not, the command does not exist."""

    @property
    def is_always_available(self) -> bool:
        """Whether its key never falls through to the next command."""
        return self.is_available is _always


_DISPLAY_KEYS = {
    "slash": "/",
    "vertical_line": "|",
    "backslash": "\\",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "colon": ":",
    "question_mark": "?",
    "number_sign": "#",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "shift+up": "⇧↑",
    "shift+down": "⇧↓",
    "shift+left": "⇧←",
    "shift+right": "⇧→",
    "alt+left": "⌥←",
    "alt+right": "⌥→",
    "enter": "⏎",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "escape": "Esc",
    "backspace": "⌫",
    "f1": "F1",
    "f2": "F2",
}


def display_keys(keys: str) -> str:
    """Return keys for display: ``ctrl+d`` as ``^d``, ``slash`` as ``/``."""
    return " ".join(map(display_sequence, keys.split(",")))


def display_sequence(keys: str) -> str:
    """Return a key or a sequence for display: ``g g`` as ``gg``."""
    return "".join(_DISPLAY_KEYS.get(key, key.replace("ctrl+", "^")) for key in keys.split())


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One row of the key table in the help and the README."""

    group: CommandGroup
    keys: str
    """Keys for display, as rebound by the user."""
    help: str
    id: str
    """Command id; empty if the keys can't be rebound."""

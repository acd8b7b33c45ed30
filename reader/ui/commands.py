"""What a command of the screen is, and how its keys are displayed; `command_table` lists all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from textual.binding import Binding

_Target = TypeVar("_Target")
"""What a command acts on: the features of the main screen."""


class CommandGroup(Enum):
    """What a command is about; the value is the heading of the group in the help."""

    PANE = "In every pane"
    SIDEBAR = "In the sidebar"
    TEXT = "In the text"
    READING = "Reading"
    FINDING = "Finding"
    MARKING = "Marking"
    PROGRAM = "Program"


def _always(_: object) -> bool:
    return True


def bind(id: str, keys: str, help: str) -> Binding:  # noqa: A002 - as in the table
    """Return keys as Textual binds them, to ``run_command`` with the id of a command."""
    return Binding(keys, f"run_command('{id}')", help, id=id, show=False)


@dataclass(frozen=True, slots=True)
class Command(Generic[_Target]):
    """One thing that a user can do with a key."""

    id: str
    """Its name in the settings."""
    keys: str
    """Textual's names of the keys, separated by commas."""
    title: str
    """Its name in the palette, at most five words."""
    help: str
    """What it does, as a clause that starts with a verb."""
    group: CommandGroup
    run: Callable[[_Target], object]
    """The handler."""
    is_available: Callable[[_Target], bool] = _always
    """Whether it applies now; where it doesn't, its key is free for the next command."""
    hint: str = ""
    """A word for the bottom line; commands without one are not shown there."""

    def binding(self) -> Binding:
        """Return the command as Textual binds it."""
        return bind(self.id, self.keys, self.help)


_DISPLAY_KEYS = {
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "number_sign": "#",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "less_than_sign": "<",
    "greater_than_sign": ">",
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
}


def display_keys(keys: str) -> str:
    """Return keys for display: ``ctrl+d`` as ``^d``, ``slash`` as ``/``."""
    return " ".join(_DISPLAY_KEYS.get(key, key.replace("ctrl+", "^")) for key in keys.split(","))


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What the help and the README say of one command."""

    group: CommandGroup
    keys: str
    """For display, the user's own where there are such."""
    help: str
    id: str
    """The command's name in the settings; empty for what can't be rebound."""

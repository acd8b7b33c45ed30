"""Places and modes of the screen: which commands matter there, in the bottom line and in the help.

Owns this rule: what is shown as a key of a place works there now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.ui.command_table import FIRST, LINK_KEYS, keys_of
from reader.ui.commands import Command, CommandGroup, KeyRow, display_keys
from reader.ui.pane_layout import Pane

if TYPE_CHECKING:
    from reader.ui.features.wiring import Features

Hints = Sequence[tuple[str, str]]
"""Pairs of a key and what it does here."""


class Place(Enum):
    """Where the user is; the value is its heading in the help, in English."""

    SIDEBAR = gettext_noop("Here, in the sidebar")
    LIST = gettext_noop("Here, in the list")
    TEXT = gettext_noop("Here, in the text")
    POST_RANGE = gettext_noop("Here, while posts are selected")
    LINE_RANGE = gettext_noop("Here, while lines are selected")
    HITS = gettext_noop("Here, while hits are marked")

    @property
    def heading(self) -> str:
        """The heading in the chosen language."""
        return _(self.value)


_HINTS: Mapping[Place, Mapping[str, str]] = {
    Place.SIDEBAR: {
        "move_down": gettext_noop("move"),
        "choose": gettext_noop("show"),
        "fold": gettext_noop("fold"),
        "search": gettext_noop("find name"),
        "pane_right": gettext_noop("list"),
        "cancel": gettext_noop("back"),
        "help": gettext_noop("help"),
    },
    Place.LIST: {
        "move_down": gettext_noop("move"),
        "choose": gettext_noop("read"),
        "read_on": gettext_noop("page"),
        "search": gettext_noop("search"),
        "help": gettext_noop("help"),
        "toggle_star": gettext_noop("star"),
        "toggle_read": gettext_noop("read/unread"),
        "mark_list_read": gettext_noop("all read"),
        "undo": gettext_noop("undo"),
        "command_palette": gettext_noop("commands"),
    },
    Place.TEXT: {
        "read_on": gettext_noop("page"),
        "next_unread": gettext_noop("next unread"),
        "find": gettext_noop("find"),
        "open_link": gettext_noop("open link"),
        "help": gettext_noop("help"),
        "toggle_star": gettext_noop("star"),
        "back": gettext_noop("back"),
        "copy_text": gettext_noop("copy"),
        "command_palette": gettext_noop("commands"),
    },
    Place.POST_RANGE: {
        "move_down": gettext_noop("extend"),
        "toggle_read": gettext_noop("read/unread"),
        "toggle_star": gettext_noop("star"),
        "label": gettext_noop("label"),
        "cancel": gettext_noop("end"),
        "help": gettext_noop("help"),
    },
    Place.LINE_RANGE: {
        "move_down": gettext_noop("extend"),
        "select_lines": gettext_noop("other end"),
        "copy_text": gettext_noop("copy"),
        "cancel": gettext_noop("end"),
        "help": gettext_noop("help"),
    },
    Place.HITS: {
        "next_unread": gettext_noop("next hit"),
        "previous_unread": gettext_noop("previous hit"),
        "find": gettext_noop("find"),
        "cancel": gettext_noop("end"),
        "help": gettext_noop("help"),
    },
}
"""Command ids and hints, the most important first."""

_GROUPS: Mapping[Place, Sequence[CommandGroup]] = {
    Place.SIDEBAR: (CommandGroup.SIDEBAR, CommandGroup.PANE),
    Place.LIST: (CommandGroup.PANE, CommandGroup.FINDING, CommandGroup.MARKING),
    Place.TEXT: (CommandGroup.TEXT, CommandGroup.READING, CommandGroup.PANE),
    Place.POST_RANGE: (),
    Place.LINE_RANGE: (),
    Place.HITS: (),
}
"""Groups of the commands that act on what is focused, besides those of the hints."""


def place_of(it: Features) -> Place:
    """Return where the user is."""
    if it.copying.is_selecting:
        return Place.LINE_RANGE
    if it.bulk_marks.has_range:
        return Place.POST_RANGE
    match it.panes.current:
        case Pane.SIDEBAR:
            return Place.SIDEBAR
        case Pane.LIST:
            return Place.LIST
        case Pane.TEXT:
            return Place.HITS if it.find.has_hits else Place.TEXT


def hints(
    place: Place, keymap: Mapping[str, str], commands: Mapping[str, Command[Features]]
) -> Hints:
    """Return (first key, hint) for each hint of a place whose command exists and has a key.

    Args:
        place: Where the user is.
        keymap: The user's own keys.
        commands: Commands of this run by id.
    """
    return [
        (display_keys(keys.split(",")[0]), _(hint))
        for name, hint in _HINTS[place].items()
        if name in commands and (keys := keys_of(commands[name], keymap))
    ]


def rows_here(
    it: Features, keymap: Mapping[str, str], commands: Mapping[str, Command[Features]]
) -> list[KeyRow]:
    """Return a row for each command that matters where the user is, with the keys that run it."""
    place = place_of(it)
    working = _keys_by_command(it, keymap, commands)
    first = [name for name in _HINTS[place] if name in working]
    groups = _GROUPS[place]
    more = [name for group in groups for name in working if commands[name].group is group]
    rows = [
        KeyRow(commands[name].group, display_keys(working[name]), _(commands[name].help), name)
        for name in dict.fromkeys((*first, *more))
    ]
    if place is Place.TEXT:
        links = _("open the link with this number")
        rows.append(KeyRow(CommandGroup.TEXT, LINK_KEYS, links, ""))
    return rows


def _keys_by_command(
    it: Features, keymap: Mapping[str, str], commands: Mapping[str, Command[Features]]
) -> dict[str, str]:
    """Return the keys of each available command that run no other one here."""
    taken: set[str] = set()

    def free_keys(command: Command[Features]) -> Iterator[str]:
        for key in keys_of(command, keymap).split(","):
            if key and key not in taken:
                taken.add(key)
                yield key

    ordered = sorted(commands.values(), key=lambda command: command.group not in FIRST)
    found = {each.id: ",".join(free_keys(each)) for each in ordered if each.is_available(it)}
    return {name: found[name] for name in commands if found.get(name)}

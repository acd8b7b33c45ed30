"""Every command of the screen, once: its keys, its name, when it is available, what it runs.

Key bindings, the command palette, the help screen, the hints of the bottom line and the README's
table are all made from here. A user rebinds a command by its id in the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from reader.errors import SettingsError
from reader.ui.pane_layout import Pane

if TYPE_CHECKING:
    from reader.ui.features.wiring import Features


class CommandGroup(Enum):
    """What a command is about; the value is the heading of the group in the help."""

    PANE = "In every pane"
    SIDEBAR = "In the sidebar"
    TEXT = "In the text"
    READING = "Reading"
    FINDING = "Finding"
    MARKING = "Marking"
    PROGRAM = "Program"


def _always(_: Features) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
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
    run: Callable[[Features], object]
    """The handler."""
    is_available: Callable[[Features], bool] = _always
    """Whether it applies now; where it doesn't, its key is free for the next command."""
    hint: str = ""
    """A word for the bottom line; commands without one are not shown there."""

    def binding(self) -> Binding:
        """Return the command as Textual binds it."""
        action = f"run_command('{self.id}')"
        return Binding(self.keys, action, self.help, id=self.id, show=False)


def _moves(id: str, keys: str, title: str, help: str, hint: str = "") -> Command:  # noqa: A002
    """Return a command that the pane with the keys carries out itself."""
    return Command(
        id, keys, title, help, CommandGroup.PANE, lambda it: it.panes.run_move(id), hint=hint
    )


_MOVES = (
    _moves("move_down", "j,down", "Line down", "go one line down", "move"),
    _moves("move_up", "k,up", "Line up", "go one line up"),
    _moves("half_page_down", "ctrl+d", "Half page down", "go half a page down"),
    _moves("half_page_up", "ctrl+u", "Half page up", "go half a page up"),
    _moves("page_down", "pagedown,ctrl+f", "Page down", "go a page down"),
    _moves("page_up", "pageup,ctrl+b", "Page up", "go a page up"),
    _moves("move_top", "g,home", "Go to top", "go to the top"),
    _moves("move_bottom", "G,end", "Go to bottom", "go to the bottom"),
    _moves("choose", "enter", "Open", "open what the cursor is on", "read"),
)

_PANES = (
    Command(
        "pane_left",
        "h,left",
        "Pane on the left",
        "go to the pane on the left",
        CommandGroup.PANE,
        lambda it: it.panes.go_beside(-1),
    ),
    Command(
        "pane_right",
        "l,right",
        "Pane on the right",
        "go to the pane on the right",
        CommandGroup.PANE,
        lambda it: it.panes.go_beside(1),
    ),
    Command(
        "next_pane",
        "tab",
        "Next pane",
        "go to the next pane",
        CommandGroup.PANE,
        lambda it: it.panes.go_around(1),
    ),
    Command(
        "previous_pane",
        "shift+tab",
        "Previous pane",
        "go to the previous pane",
        CommandGroup.PANE,
        lambda it: it.panes.go_around(-1),
    ),
)

_SIDEBAR = (
    Command(
        "fold",
        "space",
        "Fold or unfold",
        "show or hide what is below a row",
        CommandGroup.SIDEBAR,
        lambda it: it.narrowing.fold(),
        lambda it: it.panes.current is Pane.SIDEBAR,
    ),
    Command(
        "drop_view",
        "D,delete",
        "Delete saved view",
        "delete a saved view",
        CommandGroup.SIDEBAR,
        lambda it: it.saved_views.drop(),
        lambda it: it.panes.current is Pane.SIDEBAR and it.saved_views.can_drop,
    ),
)

_TEXT = (
    Command(
        "next_link",
        "tab",
        "Next link",
        "go to the next link, which ⏎ opens",
        CommandGroup.TEXT,
        lambda it: it.links.select_next(),
        lambda it: it.links.can_select,
    ),
    Command(
        "previous_link",
        "shift+tab",
        "Previous link",
        "go to the previous link",
        CommandGroup.TEXT,
        lambda it: it.links.select_previous(),
        lambda it: it.links.can_select,
    ),
    Command(
        "select_lines",
        "v",
        "Select lines",
        "select lines, which y copies; again: change ends",
        CommandGroup.TEXT,
        lambda it: it.copying.select_lines(),
        lambda it: it.copying.can_select,
    ),
    Command(
        "move_right",
        "right_curly_bracket,shift+right",
        "Scroll right",
        "scroll code and tables that are too wide",
        CommandGroup.TEXT,
        lambda it: it.text_moves.scroll_right(),
    ),
    Command(
        "move_left",
        "left_curly_bracket,shift+left",
        "Scroll left",
        "scroll them back",
        CommandGroup.TEXT,
        lambda it: it.text_moves.scroll_left(),
    ),
)

_READING = (
    Command(
        "read_on",
        "space",
        "Read on",
        "page through the text; at its end, open the next unread post",
        CommandGroup.READING,
        lambda it: it.reading.read_on(),
        hint="page",
    ),
    Command(
        "read_back",
        "b,backspace",
        "Read back",
        "page back through the text",
        CommandGroup.READING,
        lambda it: it.reading.read_back(),
    ),
    Command(
        "next_unread",
        "n",
        "Next unread post",
        "open the next unread post; while hits are marked, go to the next hit",
        CommandGroup.READING,
        lambda it: it.reading.go_to_next(),
    ),
    Command(
        "previous_unread",
        "p,N",
        "Previous unread post",
        "open the previous unread post; while hits are marked, go to the previous hit",
        CommandGroup.READING,
        lambda it: it.reading.go_to_previous(),
    ),
    Command(
        "next_post",
        "J,ctrl+n",
        "Next post",
        "open the next post of the list",
        CommandGroup.READING,
        lambda it: it.reading.open_beside(1),
    ),
    Command(
        "previous_post",
        "K,ctrl+p",
        "Previous post",
        "open the previous post of the list",
        CommandGroup.READING,
        lambda it: it.reading.open_beside(-1),
    ),
    Command(
        "contents",
        "c",
        "Table of contents",
        "list the headings of the text, to go to one",
        CommandGroup.READING,
        lambda it: it.text_moves.show_contents(),
    ),
    Command(
        "narrow_text",
        "less_than_sign",
        "Narrower text",
        "make the text narrower",
        CommandGroup.READING,
        lambda it: it.texts.narrow(),
    ),
    Command(
        "widen_text",
        "greater_than_sign",
        "Wider text",
        "make the text wider",
        CommandGroup.READING,
        lambda it: it.texts.widen(),
    ),
    Command(
        "show_source",
        "R",
        "Show source",
        "show the file as it is, or the text again",
        CommandGroup.READING,
        lambda it: it.texts.toggle_source(),
    ),
    Command(
        "text_only",
        "z",
        "Text only",
        "show the text alone, or all panes again",
        CommandGroup.READING,
        lambda it: it.panes.toggle_text_only(),
    ),
    Command(
        "open_link",
        "o",
        "Open link",
        "open a link by the letters that it gets, or by its number",
        CommandGroup.READING,
        lambda it: it.links.choose_to_open(),
        hint="open link",
    ),
    Command(
        "go_back",
        "left_square_bracket,alt+left",
        "Back",
        "go back to the post read before, or to where a jump began",
        CommandGroup.READING,
        lambda it: it.history.go(-1),
    ),
    Command(
        "go_forward",
        "right_square_bracket,alt+right",
        "Forward",
        "go forward again",
        CommandGroup.READING,
        lambda it: it.history.go(1),
    ),
    Command(
        "show_image",
        "i",
        "Show or hide image",
        "show an image in the text, or take it out",
        CommandGroup.READING,
        lambda it: it.pictures.toggle(),
    ),
    Command(
        "copy_link",
        "L",
        "Copy link address",
        "copy the address of a link",
        CommandGroup.READING,
        lambda it: it.links.choose_to_copy(),
    ),
    Command(
        "copy_text",
        "y",
        "Copy text",
        "copy the text of the post, or the selected lines",
        CommandGroup.READING,
        lambda it: it.copying.copy_text(),
    ),
    Command(
        "copy_citation",
        "Y",
        "Copy citation",
        "copy title, date and path of the post",
        CommandGroup.READING,
        lambda it: it.copying.copy_citation(),
    ),
)

_FINDING = (
    Command(
        "search",
        "slash",
        "Search",
        "search the archive, or, in the sidebar, for a name in it",
        CommandGroup.FINDING,
        lambda it: it.search.begin(),
        hint="search",
    ),
    Command(
        "go_to_row",
        "number_sign",
        "Go to row or date",
        "go to a row, percentage or date of the list",
        CommandGroup.FINDING,
        lambda it: it.row_jump.begin(),
    ),
    Command(
        "keep_view",
        "V",
        "Save view",
        "save the list under a name, in the sidebar",
        CommandGroup.FINDING,
        lambda it: it.saved_views.begin(),
    ),
    Command(
        "change_order",
        "S",
        "Change order",
        "sort the list: by age, title or category",
        CommandGroup.FINDING,
        lambda it: it.listing.change_order(),
    ),
    Command(
        "find",
        "f",
        "Find in text",
        "find words, or a /regular expression/, in the text",
        CommandGroup.FINDING,
        lambda it: it.find.begin(),
        hint="find",
    ),
)

_MARKING = (
    Command(
        "toggle_star",
        "s",
        "Star or unstar",
        "star the post, or take the star away",
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.toggle_star(),
        hint="star",
    ),
    Command(
        "toggle_read",
        "m",
        "Mark read or unread",
        "mark the post as read or unread",
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.toggle_read(),
    ),
    Command(
        "mark_list_read",
        "A",
        "Mark all as read",
        "mark all posts of the list as read",
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.mark_list_read(),
    ),
    Command(
        "mark_above_read",
        "B",
        "Mark all above as read",
        "mark the post and all above it as read",
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.mark_above_read(),
    ),
    Command(
        "mark_below_read",
        "M",
        "Mark all below as read",
        "mark the post and all below it as read",
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.mark_below_read(),
    ),
    Command(
        "catch_up",
        "C",
        "Mark older as read",
        "mark all posts dated before today as read",
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.catch_up(),
    ),
    Command(
        "select_rows",
        "v",
        "Select posts",
        "begin a range of posts, to be marked as one",
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.select_rows(),
        lambda it: it.panes.current is Pane.LIST,
    ),
    Command(
        "label",
        "t",
        "Add or remove label",
        "give the post a label of your own, or take it away",
        CommandGroup.MARKING,
        lambda it: it.labels.begin(),
    ),
    Command(
        "note",
        "e",
        "Edit note",
        "write a note on the post",
        CommandGroup.MARKING,
        lambda it: it.notes.edit(),
    ),
    Command(
        "undo",
        "u",
        "Undo",
        "undo the last mark",
        CommandGroup.MARKING,
        lambda it: it.marks.undo(),
    ),
    Command(
        "redo",
        "U,ctrl+r",
        "Redo",
        "redo the mark that was undone",
        CommandGroup.MARKING,
        lambda it: it.marks.redo(),
    ),
)

_PROGRAM = (
    Command(
        "refresh_archive",
        "r",
        "Refresh",
        "look for new and changed posts",
        CommandGroup.PROGRAM,
        lambda it: it.refresh.begin(),
    ),
    Command(
        "command_palette",
        "colon",
        "Command palette",
        "find a command by name",
        CommandGroup.PROGRAM,
        lambda it: it.program.show_palette(),
    ),
    Command(
        "help",
        "question_mark,f1",
        "Help",
        "show all keys",
        CommandGroup.PROGRAM,
        lambda it: it.program.show_help(),
        hint="help",
    ),
    Command(
        "redraw",
        "ctrl+l",
        "Redraw",
        "redraw the screen",
        CommandGroup.PROGRAM,
        lambda it: it.program.redraw(),
    ),
    Command(
        "suspend_process",
        "ctrl+z",
        "Suspend",
        "suspend the reader",
        CommandGroup.PROGRAM,
        lambda it: it.program.suspend(),
    ),
    Command(
        "back",
        "q",
        "Go back or quit",
        "go back; from the list of all posts, quit",
        CommandGroup.PROGRAM,
        lambda it: it.program.go_back_or_quit(),
    ),
    Command(
        "cancel",
        "escape",
        "Go back",
        "go back, but never quit",
        CommandGroup.PROGRAM,
        lambda it: it.program.go_back(),
    ),
    Command(
        "quit",
        "Q,ctrl+c,ctrl+q",
        "Quit",
        "quit",
        CommandGroup.PROGRAM,
        lambda it: it.program.quit(),
    ),
)

COMMANDS = (*_MOVES, *_PANES, *_SIDEBAR, *_TEXT, *_READING, *_FINDING, *_MARKING, *_PROGRAM)
"""In the order of the help screen."""

COMMAND_BY_ID = {command.id: command for command in COMMANDS}

_FIRST = (CommandGroup.SIDEBAR, CommandGroup.TEXT)
"""Commands of one pane; of two commands with a key, theirs is tried first."""

LINK_KEYS = "1 … 9"
"""Nine keys with one meaning, which can't be bound one by one; listed with the others."""


def all_bindings() -> list[BindingType]:
    """Return the bindings of all commands; of two for a key the first available one runs."""
    ordered = sorted(COMMANDS, key=lambda command: command.group not in _FIRST)
    return [command.binding() for command in ordered]


def move_bindings() -> list[BindingType]:
    """Return the bindings of the moves alone, for a dialog that holds a pane."""
    return [command.binding() for command in _MOVES]


def check_keymap(keys: Mapping[str, str], path: str) -> dict[str, str]:
    """Return the user's own keys by command id.

    Raises:
        SettingsError: A command does not exist.
    """
    for name in keys:
        if name not in COMMAND_BY_ID:
            raise SettingsError(path, f"keys.{name}: no such command; see the keys in the README")
    return {name: value.replace(" ", "") for name, value in keys.items()}


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


def key_table(keymap: Mapping[str, str]) -> list[KeyRow]:
    """Return a row for every command, group by group."""
    rows = [
        KeyRow(
            command.group,
            display_keys(keymap.get(command.id, command.keys)),
            command.help,
            command.id,
        )
        for command in COMMANDS
    ]
    rows.append(KeyRow(CommandGroup.READING, LINK_KEYS, "open the link with this number", ""))
    return sorted(rows, key=lambda row: list(CommandGroup).index(row.group))

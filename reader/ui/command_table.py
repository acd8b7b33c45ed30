"""The table of commands: keys, name, availability and handler of each.

Key bindings, the command palette, the help screen, the hints of the bottom line and the README's
table are generated from it. A user rebinds a command by its id in the settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.binding import BindingType

from reader.ui.commands import Command, CommandGroup, KeyRow, display_keys
from reader.ui.moves import MOVES, Move
from reader.ui.pane_layout import Pane

if TYPE_CHECKING:
    from reader.ui.features.wiring import Features


def _command_of(move: Move) -> Command[Features]:
    """Return the command that applies a move to the focused pane."""
    return Command(
        move.id,
        move.keys,
        move.title,
        move.help,
        CommandGroup.PANE,
        lambda it: it.panes.make(move),
        hint=move.hint,
    )


_PANES: tuple[Command[Features], ...] = (
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

_SIDEBAR: tuple[Command[Features], ...] = (
    Command(
        "fold",
        "space",
        "Fold or unfold",
        "fold or unfold a row",
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

_TEXT: tuple[Command[Features], ...] = (
    Command(
        "next_link",
        "tab",
        "Next link",
        "select the next link; ⏎ opens it",
        CommandGroup.TEXT,
        lambda it: it.links.select_next(),
        lambda it: it.links.can_select,
    ),
    Command(
        "previous_link",
        "shift+tab",
        "Previous link",
        "select the previous link",
        CommandGroup.TEXT,
        lambda it: it.links.select_previous(),
        lambda it: it.links.can_select,
    ),
    Command(
        "select_lines",
        "v",
        "Select lines",
        "select lines; y copies them, v switches ends",
        CommandGroup.TEXT,
        lambda it: it.copying.select_lines(),
        lambda it: it.copying.can_select,
    ),
    Command(
        "move_right",
        "right_curly_bracket,shift+right",
        "Scroll right",
        "scroll wide code and tables right",
        CommandGroup.TEXT,
        lambda it: it.text_moves.scroll_right(),
    ),
    Command(
        "move_left",
        "left_curly_bracket,shift+left",
        "Scroll left",
        "scroll wide code and tables left",
        CommandGroup.TEXT,
        lambda it: it.text_moves.scroll_left(),
    ),
)

_READING: tuple[Command[Features], ...] = (
    Command(
        "read_on",
        "space",
        "Continue reading",
        "page through the text; at its end, open the next unread post",
        CommandGroup.READING,
        lambda it: it.reading.read_on(),
        hint="page",
    ),
    Command(
        "read_back",
        "b,backspace",
        "Page back",
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
        "list the headings, and jump to one",
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
        "show the source file, or the text again",
        CommandGroup.READING,
        lambda it: it.texts.toggle_source(),
    ),
    Command(
        "text_only",
        "z",
        "Text only",
        "show only the text, or all panes again",
        CommandGroup.READING,
        lambda it: it.panes.toggle_text_only(),
    ),
    Command(
        "open_link",
        "o",
        "Open link",
        "open a link by its letters or its number",
        CommandGroup.READING,
        lambda it: it.links.choose_to_open(),
        hint="open link",
    ),
    Command(
        "go_back",
        "left_square_bracket,alt+left",
        "Back",
        "go back to the previous post, or to before a jump",
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
        "show or hide an image in the text",
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

_FINDING: tuple[Command[Features], ...] = (
    Command(
        "search",
        "slash",
        "Search",
        "search the archive; in the sidebar, find a name",
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
        "save the list as a view in the sidebar",
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

_MARKING: tuple[Command[Features], ...] = (
    Command(
        "toggle_star",
        "s",
        "Star or unstar",
        "star or unstar the post",
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
        "start a range of posts to mark together",
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.select_rows(),
        lambda it: it.panes.current is Pane.LIST,
    ),
    Command(
        "label",
        "t",
        "Add or remove label",
        "add or remove a label of your own",
        CommandGroup.MARKING,
        lambda it: it.labels.begin(),
    ),
    Command(
        "note",
        "e",
        "Edit note",
        "edit your note on the post",
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
        "redo the last undone mark",
        CommandGroup.MARKING,
        lambda it: it.marks.redo(),
    ),
)

_PROGRAM: tuple[Command[Features], ...] = (
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

COMMANDS: tuple[Command[Features], ...] = (
    *map(_command_of, MOVES),
    *_PANES,
    *_SIDEBAR,
    *_TEXT,
    *_READING,
    *_FINDING,
    *_MARKING,
    *_PROGRAM,
)
"""In the order of the help screen."""

COMMAND_BY_ID = {command.id: command for command in COMMANDS}

FIRST = frozenset({CommandGroup.SIDEBAR, CommandGroup.TEXT})
"""Commands of one pane. Where two commands share a key, these come first."""

LINK_NUMBERS = "123456789"
LINK_KEYS = "1 … 9"
"""Nine keys with one meaning: one row in the help, and not rebindable."""


def all_bindings() -> list[BindingType]:
    """Return the bindings of all commands. The first available command of a key runs."""
    ordered = sorted(COMMANDS, key=lambda command: command.group not in FIRST)
    return [command.binding() for command in ordered]


def hints(keymap: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (first key, hint) of each command that has a hint and a key."""
    return [
        (display_keys(keys.split(",")[0]), command.hint)
        for command in COMMANDS
        if command.hint and (keys := keymap.get(command.id, command.keys))
    ]


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

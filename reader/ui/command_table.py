"""The table of commands: keys, name, availability and handler of each.

Key bindings, the command palette, the help screen, the bottom line and the README's
table are generated from it. A user rebinds a command by its id in the settings. Titles and
helps are translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from reader.capabilities import Capability
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
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
    )


_PANES: tuple[Command[Features], ...] = (
    Command(
        "pane_left",
        "h,left",
        gettext_noop("Pane on the left"),
        gettext_noop("go to the pane on the left"),
        CommandGroup.PANE,
        lambda it: it.panes.go_beside(-1),
    ),
    Command(
        "pane_right",
        "l,right",
        gettext_noop("Pane on the right"),
        gettext_noop("go to the pane on the right"),
        CommandGroup.PANE,
        lambda it: it.panes.go_beside(1),
    ),
    Command(
        "next_pane",
        "tab",
        gettext_noop("Next pane"),
        gettext_noop("go to the next pane"),
        CommandGroup.PANE,
        lambda it: it.panes.go_around(1),
    ),
    Command(
        "previous_pane",
        "shift+tab",
        gettext_noop("Previous pane"),
        gettext_noop("go to the previous pane"),
        CommandGroup.PANE,
        lambda it: it.panes.go_around(-1),
    ),
)

_LAYOUT: tuple[Command[Features], ...] = (
    Command(
        "change_layout",
        "backslash",
        gettext_noop("Change layout"),
        gettext_noop("put the text beside the list, below it, or in its place"),
        CommandGroup.PANE,
        lambda it: it.panes.change_layout(),
    ),
    Command(
        "enlarge_pane",
        "plus",
        gettext_noop("Enlarge pane"),
        gettext_noop("make the pane larger"),
        CommandGroup.PANE,
        lambda it: it.panes.resize(1),
    ),
    Command(
        "shrink_pane",
        "minus",
        gettext_noop("Shrink pane"),
        gettext_noop("make the pane smaller"),
        CommandGroup.PANE,
        lambda it: it.panes.resize(-1),
    ),
    Command(
        "reset_panes",
        "equals_sign",
        gettext_noop("Reset pane sizes"),
        gettext_noop("give all panes their usual sizes"),
        CommandGroup.PANE,
        lambda it: it.panes.reset_sizes(),
    ),
)

_SIDEBAR: tuple[Command[Features], ...] = (
    Command(
        "fold",
        "space",
        gettext_noop("Fold or unfold"),
        gettext_noop("fold or unfold a row"),
        CommandGroup.SIDEBAR,
        lambda it: it.narrowing.fold(),
        lambda it: it.panes.current is Pane.SIDEBAR,
    ),
    Command(
        "drop_view",
        "D,delete",
        gettext_noop("Delete saved view"),
        gettext_noop("delete a saved view"),
        CommandGroup.SIDEBAR,
        lambda it: it.saved_views.drop(),
        lambda it: it.panes.current is Pane.SIDEBAR and it.saved_views.can_drop,
    ),
)

_VIEWS: tuple[Command[Features], ...] = (
    Command(
        "rename_view",
        "R,f2",
        gettext_noop("Rename saved view"),
        gettext_noop("rename a saved view, also where other views name it"),
        CommandGroup.SIDEBAR,
        lambda it: it.view_editing.begin(),
        lambda it: it.panes.current is Pane.SIDEBAR and it.saved_views.can_drop,
    ),
    Command(
        "move_view_up",
        "K,shift+up",
        gettext_noop("Move saved view up"),
        gettext_noop("move a saved view up"),
        CommandGroup.SIDEBAR,
        lambda it: it.view_editing.move(-1),
        lambda it: it.panes.current is Pane.SIDEBAR and it.saved_views.can_drop,
    ),
    Command(
        "move_view_down",
        "J,shift+down",
        gettext_noop("Move saved view down"),
        gettext_noop("move a saved view down"),
        CommandGroup.SIDEBAR,
        lambda it: it.view_editing.move(1),
        lambda it: it.panes.current is Pane.SIDEBAR and it.saved_views.can_drop,
    ),
)

_LIST: tuple[Command[Features], ...] = (
    Command(
        "unread_only",
        "l",
        gettext_noop("Show unread only"),
        gettext_noop("show only the unread posts of the list, or all again"),
        CommandGroup.LIST,
        lambda it: it.unread_only.toggle(),
        lambda it: it.panes.current is Pane.LIST,
    ),
    Command(
        "next_category",
        "right_parenthesis",
        gettext_noop("List next category"),
        gettext_noop("list the next category, or the next row of the sidebar's section"),
        CommandGroup.LIST,
        lambda it: it.narrowing.list_beside(1),
    ),
    Command(
        "previous_category",
        "left_parenthesis",
        gettext_noop("List previous category"),
        gettext_noop("list the previous category, or the previous row of the sidebar's section"),
        CommandGroup.LIST,
        lambda it: it.narrowing.list_beside(-1),
    ),
    Command(
        "group_by_day",
        "d",
        gettext_noop("Group by day"),
        gettext_noop("show a heading for each day of the list, or hide them"),
        CommandGroup.LIST,
        lambda it: it.grouping.toggle(),
        lambda it: it.panes.current is Pane.LIST,
    ),
)

_TEXT: tuple[Command[Features], ...] = (
    Command(
        "next_link",
        "tab",
        gettext_noop("Next link"),
        gettext_noop("select the next link; ⏎ opens it"),
        CommandGroup.TEXT,
        lambda it: it.links.select_next(),
        lambda it: it.links.can_select,
    ),
    Command(
        "previous_link",
        "shift+tab",
        gettext_noop("Previous link"),
        gettext_noop("select the previous link"),
        CommandGroup.TEXT,
        lambda it: it.links.select_previous(),
        lambda it: it.links.can_select,
    ),
    Command(
        "select_lines",
        "v",
        gettext_noop("Select lines"),
        gettext_noop("select lines; y copies them, v switches ends"),
        CommandGroup.TEXT,
        lambda it: it.copying.select_lines(),
        lambda it: it.copying.can_select,
    ),
    Command(
        "move_right",
        "right_curly_bracket,shift+right",
        gettext_noop("Scroll right"),
        gettext_noop("scroll wide code and tables, or a long title, right"),
        CommandGroup.TEXT,
        lambda it: it.text_moves.scroll_right(),
    ),
    Command(
        "move_left",
        "left_curly_bracket,shift+left",
        gettext_noop("Scroll left"),
        gettext_noop("scroll wide code and tables, or a long title, left"),
        CommandGroup.TEXT,
        lambda it: it.text_moves.scroll_left(),
    ),
)

_READING: tuple[Command[Features], ...] = (
    Command(
        "read_on",
        "space",
        gettext_noop("Continue reading"),
        gettext_noop("page through the text; at its end, open the next unread post"),
        CommandGroup.READING,
        lambda it: it.reading.read_on(),
    ),
    Command(
        "read_back",
        "b,backspace",
        gettext_noop("Page back"),
        gettext_noop("page back through the text"),
        CommandGroup.READING,
        lambda it: it.reading.read_back(),
    ),
    Command(
        "next_unread",
        "n",
        gettext_noop("Next unread post"),
        gettext_noop("open the next unread post; while hits are marked, the next hit"),
        CommandGroup.READING,
        lambda it: it.reading.go_to_next(),
    ),
    Command(
        "previous_unread",
        "p,N",
        gettext_noop("Previous unread post"),
        gettext_noop("open the previous unread post; while hits are marked, the previous hit"),
        CommandGroup.READING,
        lambda it: it.reading.go_to_previous(),
    ),
    Command(
        "next_post",
        "J,ctrl+n",
        gettext_noop("Next post"),
        gettext_noop("open the next post of the list"),
        CommandGroup.READING,
        lambda it: it.reading.open_beside(1),
    ),
    Command(
        "previous_post",
        "K,ctrl+p",
        gettext_noop("Previous post"),
        gettext_noop("open the previous post of the list"),
        CommandGroup.READING,
        lambda it: it.reading.open_beside(-1),
    ),
    Command(
        "contents",
        "c",
        gettext_noop("Table of contents"),
        gettext_noop("list the headings, and jump to one"),
        CommandGroup.READING,
        lambda it: it.text_moves.show_contents(),
    ),
    Command(
        "narrow_text",
        "less_than_sign",
        gettext_noop("Narrower text"),
        gettext_noop("make the text narrower"),
        CommandGroup.READING,
        lambda it: it.texts.narrow(),
    ),
    Command(
        "widen_text",
        "greater_than_sign",
        gettext_noop("Wider text"),
        gettext_noop("make the text wider"),
        CommandGroup.READING,
        lambda it: it.texts.widen(),
    ),
    Command(
        "show_source",
        "R",
        gettext_noop("Show source"),
        gettext_noop("show the source file, or the text again"),
        CommandGroup.READING,
        lambda it: it.texts.toggle_source(),
    ),
    Command(
        "text_only",
        "z",
        gettext_noop("Text only"),
        gettext_noop("show only the text, or all panes again"),
        CommandGroup.READING,
        lambda it: it.panes.toggle_text_only(),
    ),
    Command(
        "open_link",
        "o",
        gettext_noop("Open link"),
        gettext_noop("open a link by its letters or its number"),
        CommandGroup.READING,
        lambda it: it.links.choose_to_open(),
    ),
    Command(
        "show_link_code",
        "O,alt+o",
        gettext_noop("Show link as QR code"),
        gettext_noop("draw the address of a link for a telephone's camera"),
        CommandGroup.READING,
        lambda it: it.links.choose_to_show_code(),
    ),
    Command(
        "go_back",
        "left_square_bracket,alt+left",
        gettext_noop("Back"),
        gettext_noop("go back to the previous post, or to before a jump"),
        CommandGroup.READING,
        lambda it: it.history.go(-1),
    ),
    Command(
        "go_forward",
        "right_square_bracket,alt+right",
        gettext_noop("Forward"),
        gettext_noop("go forward again"),
        CommandGroup.READING,
        lambda it: it.history.go(1),
    ),
    Command(
        "show_image",
        "i",
        gettext_noop("Show or hide image"),
        gettext_noop("show or hide an image in the text"),
        CommandGroup.READING,
        lambda it: it.pictures.toggle(),
    ),
    Command(
        "copy_link",
        "L",
        gettext_noop("Copy link address"),
        gettext_noop("copy the address of a link"),
        CommandGroup.READING,
        lambda it: it.links.choose_to_copy(),
    ),
    Command(
        "copy_text",
        "y",
        gettext_noop("Copy text"),
        gettext_noop("copy the text of the post, or the selected lines"),
        CommandGroup.READING,
        lambda it: it.copying.copy_text(),
    ),
    Command(
        "copy_citation",
        "Y",
        gettext_noop("Copy citation"),
        gettext_noop("copy title, date and path of the post"),
        CommandGroup.READING,
        lambda it: it.copying.copy_citation(),
    ),
)

_FINDING: tuple[Command[Features], ...] = (
    Command(
        "search",
        "slash",
        gettext_noop("Search"),
        gettext_noop("search the list; ^t searches everything; in the sidebar, find a name"),
        CommandGroup.FINDING,
        lambda it: it.search.begin(),
    ),
    Command(
        "edit_query",
        "F",
        gettext_noop("Edit query"),
        gettext_noop("edit the query of the list"),
        CommandGroup.FINDING,
        lambda it: it.search.edit_query(),
    ),
    Command(
        "go_to_row",
        "number_sign",
        gettext_noop("Go to row or date"),
        gettext_noop("go to a row, percentage or date of the list"),
        CommandGroup.FINDING,
        lambda it: it.row_jump.begin(),
    ),
    Command(
        "keep_view",
        "V",
        gettext_noop("Save view"),
        gettext_noop("save the list as a view in the sidebar"),
        CommandGroup.FINDING,
        lambda it: it.saved_views.begin(),
    ),
    Command(
        "change_order",
        "S",
        gettext_noop("Change order"),
        gettext_noop("sort the list: by age, title or category"),
        CommandGroup.FINDING,
        lambda it: it.listing.change_order(),
    ),
    Command(
        "find",
        "f",
        gettext_noop("Find in text"),
        gettext_noop("find words, or a /regular expression/, in the text"),
        CommandGroup.FINDING,
        lambda it: it.find.begin(),
    ),
)

_MARKING: tuple[Command[Features], ...] = (
    Command(
        "toggle_star",
        "s",
        gettext_noop("Star or unstar"),
        gettext_noop("star or unstar the post"),
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.toggle_star(),
    ),
    Command(
        "toggle_read",
        "m",
        gettext_noop("Mark read or unread"),
        gettext_noop("mark the post as read or unread"),
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.toggle_read(),
    ),
    Command(
        "mark_list_read",
        "A",
        gettext_noop("Mark all as read"),
        gettext_noop("mark all posts of the list as read"),
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.mark_list_read(),
    ),
    Command(
        "mark_above_read",
        "B",
        gettext_noop("Mark all above as read"),
        gettext_noop("mark the post and all above it as read"),
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.mark_above_read(),
    ),
    Command(
        "mark_below_read",
        "M",
        gettext_noop("Mark all below as read"),
        gettext_noop("mark the post and all below it as read"),
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.mark_below_read(),
    ),
    Command(
        "catch_up",
        "C",
        gettext_noop("Mark older as read"),
        gettext_noop("mark all posts dated before today as read"),
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.catch_up(),
    ),
    Command(
        "select_rows",
        "v",
        gettext_noop("Select posts"),
        gettext_noop("start a range of posts to mark together"),
        CommandGroup.MARKING,
        lambda it: it.bulk_marks.select_rows(),
        lambda it: it.panes.current is Pane.LIST,
    ),
    Command(
        "label",
        "t",
        gettext_noop("Add or remove label"),
        gettext_noop("add or remove a label of your own"),
        CommandGroup.MARKING,
        lambda it: it.labels.begin(),
    ),
    Command(
        "note",
        "e",
        gettext_noop("Edit note"),
        gettext_noop("edit your note on the post"),
        CommandGroup.MARKING,
        lambda it: it.notes.edit(),
    ),
    Command(
        "undo",
        "u",
        gettext_noop("Undo"),
        gettext_noop("undo the last mark"),
        CommandGroup.MARKING,
        lambda it: it.marks.undo(),
    ),
    Command(
        "redo",
        "U,ctrl+r",
        gettext_noop("Redo"),
        gettext_noop("redo the last undone mark"),
        CommandGroup.MARKING,
        lambda it: it.marks.redo(),
    ),
)

_SHARING: tuple[Command[Features], ...] = (
    Command(
        "pipe",
        "vertical_line",
        gettext_noop("Pipe to command"),
        gettext_noop("pipe the post into a command; ! gives the command the terminal"),
        CommandGroup.SHARING,
        lambda it: it.piping.begin(),
        needs=Capability.PROGRAMS,
    ),
    Command(
        "save_post",
        "w",
        gettext_noop("Save post"),
        gettext_noop("save the post as text, Markdown, HTML, JSON or a book"),
        CommandGroup.SHARING,
        lambda it: it.exporting.save_post(),
        needs=Capability.FILES,
    ),
    Command(
        "export_list",
        "E",
        gettext_noop("Export list"),
        gettext_noop("export the posts of the list, or the selected ones, to a file"),
        CommandGroup.SHARING,
        lambda it: it.exporting.export_list(),
        needs=Capability.FILES,
    ),
    Command(
        "edit_file",
        "ctrl+e",
        gettext_noop("Edit file"),
        gettext_noop("open the file of the post in $VISUAL or $EDITOR"),
        CommandGroup.SHARING,
        lambda it: it.editing.edit(),
        needs=Capability.PROGRAMS,
    ),
)

_PROGRAM: tuple[Command[Features], ...] = (
    Command(
        "refresh_archive",
        "r",
        gettext_noop("Refresh"),
        gettext_noop("look for new and changed posts"),
        CommandGroup.PROGRAM,
        lambda it: it.refresh.begin(),
    ),
    Command(
        "command_palette",
        "colon",
        gettext_noop("Command palette"),
        gettext_noop("find a command by name"),
        CommandGroup.PROGRAM,
        lambda it: it.program.show_palette(),
    ),
    Command(
        "help",
        "question_mark,f1",
        gettext_noop("Help"),
        gettext_noop("show what works here, all keys, searches, signs and settings"),
        CommandGroup.PROGRAM,
        lambda it: it.help.show(),
    ),
    Command(
        "switch_archive",
        "ctrl+o",
        gettext_noop("Switch archive"),
        gettext_noop("open another archive of the settings"),
        CommandGroup.PROGRAM,
        lambda it: it.archive_switch.begin(),
    ),
    Command(
        "redraw",
        "ctrl+l",
        gettext_noop("Redraw"),
        gettext_noop("redraw the screen"),
        CommandGroup.PROGRAM,
        lambda it: it.program.redraw(),
    ),
    Command(
        "suspend_process",
        "ctrl+z",
        gettext_noop("Suspend"),
        gettext_noop("suspend the reader"),
        CommandGroup.PROGRAM,
        lambda it: it.program.suspend(),
        needs=Capability.SHELL,
    ),
    Command(
        "back",
        "q",
        gettext_noop("Go back or quit"),
        gettext_noop("go back, list by list; from the list of all posts, quit"),
        CommandGroup.PROGRAM,
        lambda it: it.program.go_back_or_quit(),
    ),
    Command(
        "cancel",
        "escape",
        gettext_noop("Go back"),
        gettext_noop("go back, but never quit"),
        CommandGroup.PROGRAM,
        lambda it: it.program.go_back(),
    ),
    Command(
        "quit",
        "Q,ctrl+c,ctrl+q",
        gettext_noop("Quit"),
        gettext_noop("quit"),
        CommandGroup.PROGRAM,
        lambda it: it.program.quit(),
    ),
)

COMMANDS: tuple[Command[Features], ...] = (
    *map(_command_of, MOVES),
    *_PANES,
    *_LAYOUT,
    *_SIDEBAR,
    *_VIEWS,
    *_LIST,
    *_TEXT,
    *_READING,
    *_FINDING,
    *_MARKING,
    *_SHARING,
    *_PROGRAM,
)
"""In the order of the help screen."""


def commands_for(capabilities: Set[Capability]) -> tuple[Command[Features], ...]:
    """Return the commands of a run, by what it may do."""
    return tuple(it for it in COMMANDS if it.needs is None or it.needs in capabilities)


COMMAND_BY_ID = {command.id: command for command in COMMANDS}

FIRST = frozenset({CommandGroup.SIDEBAR, CommandGroup.LIST, CommandGroup.TEXT})
"""Commands of one pane. Where two commands share a key, these come first."""

LINK_NUMBERS = "123456789"
LINK_KEYS = "1 … 9"
"""Nine keys with one meaning: one row in the help, and not rebindable."""


def keys_of(command: Command[Features], keymap: Mapping[str, str]) -> str:
    """Return the keys in force of a command, separated by commas; empty for one without a key."""
    return keymap.get(command.id, command.keys)


def key_table(
    keymap: Mapping[str, str], commands: Sequence[Command[Features]] = COMMANDS
) -> list[KeyRow]:
    """Return a row for every command, group by group."""
    rows = [
        KeyRow(
            command.group,
            display_keys(keys_of(command, keymap)),
            _(command.help),
            command.id,
        )
        for command in commands
    ]
    rows.append(KeyRow(CommandGroup.READING, LINK_KEYS, _("open the link with this number"), ""))
    return sorted(rows, key=lambda row: list(CommandGroup).index(row.group))

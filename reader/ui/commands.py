"""Every command of the screen, once: its keys, its name, and the sentence that explains it.

Key bindings, the command palette, the help screen, the hints of the bottom line and the README's
table are all made from here. A person rebinds a command by its id in the settings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from textual.binding import Binding, BindingType

from reader.errors import SettingsError


class Scope(Enum):
    """Where a command is understood; the value is its heading in the help."""

    PANE = "In every pane"
    SIDEBAR = "In the sidebar"
    TEXT = "In the text"
    READING = "Reading"
    FINDING = "Finding"
    MARKING = "Marking"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do with a key."""

    id: str
    """Name of the action that carries it out, and its name in the settings."""
    keys: str
    """Textual's names of the keys, parted by commas."""
    help: str
    """What it does, as a clause that starts with a verb."""
    scope: Scope
    hint: str = ""
    """A word for the bottom line; commands without one are not shown there."""

    @property
    def title(self) -> str:
        """The command's name in the palette."""
        return self.id.replace("_", " ").capitalize()

    def binding(self) -> Binding:
        """Return the command as Textual binds it."""
        return Binding(self.keys, self.id, self.help, id=self.id, show=False)


COMMANDS = (
    Command("move_down", "j,down", "go one line down", Scope.PANE, "move"),
    Command("move_up", "k,up", "go one line up", Scope.PANE),
    Command("half_page_down", "ctrl+d", "go half a page down", Scope.PANE),
    Command("half_page_up", "ctrl+u", "go half a page up", Scope.PANE),
    Command("page_down", "pagedown,ctrl+f", "go a page down", Scope.PANE),
    Command("page_up", "pageup,ctrl+b", "go a page up", Scope.PANE),
    Command("move_top", "g,home", "go to the top", Scope.PANE),
    Command("move_bottom", "G,end", "go to the bottom", Scope.PANE),
    Command("choose", "enter", "open what the cursor is on", Scope.PANE, "read"),
    Command("pane_left", "h,left", "go to the pane on the left", Scope.PANE),
    Command("pane_right", "l,right", "go to the pane on the right", Scope.PANE),
    Command("next_pane", "tab", "go to the next pane", Scope.PANE),
    Command("previous_pane", "shift+tab", "go to the pane before", Scope.PANE),
    Command("fold", "space", "show or hide what is below a row", Scope.SIDEBAR),
    Command("next_link", "tab", "go to the next link, which ⏎ opens", Scope.TEXT),
    Command("previous_link", "shift+tab", "go to the link before", Scope.TEXT),
    Command("select_lines", "v", "select lines, which y copies; again: change ends", Scope.TEXT),
    Command(
        "move_right",
        "right_curly_bracket,shift+right",
        "move code and tables that are too wide",
        Scope.TEXT,
    ),
    Command("move_left", "left_curly_bracket,shift+left", "move them back", Scope.TEXT),
    Command(
        "read_on",
        "space",
        "page through the text; at its end, go on to the next unread post",
        Scope.READING,
        "page",
    ),
    Command("read_back", "b,backspace", "page back through the text", Scope.READING),
    Command(
        "next_unread",
        "n",
        "open the next unread post; while hits are marked, go to the next",
        Scope.READING,
    ),
    Command(
        "previous_unread",
        "p,N",
        "open the unread post before; while hits are marked, go to the one before",
        Scope.READING,
    ),
    Command("next_post", "J,ctrl+n", "open the next post of the list", Scope.READING),
    Command("previous_post", "K,ctrl+p", "open the post before in the list", Scope.READING),
    Command("contents", "c", "list the headings of the text, to go to one", Scope.READING),
    Command("narrow_text", "less_than_sign", "make the text narrower", Scope.READING),
    Command("widen_text", "greater_than_sign", "make the text wider", Scope.READING),
    Command("show_source", "R", "show the file as it stands, or the text again", Scope.READING),
    Command("text_only", "z", "show the text alone, or all panes again", Scope.READING),
    Command(
        "open_link",
        "o",
        "open a link by the letters that it gets, or by its number",
        Scope.READING,
        "open link",
    ),
    Command(
        "go_back",
        "left_square_bracket,alt+left",
        "go back to the post read before, or to where a jump began",
        Scope.READING,
    ),
    Command("go_forward", "right_square_bracket,alt+right", "go forward again", Scope.READING),
    Command("show_image", "i", "show an image in the text, or take it out", Scope.READING),
    Command("copy_link", "L", "copy the address of a link", Scope.READING),
    Command("copy_text", "y", "copy the text of the post, or the selected lines", Scope.READING),
    Command("copy_citation", "Y", "copy title, date and path of the post", Scope.READING),
    Command(
        "search",
        "slash",
        "search the archive, or, in the sidebar, for a name in it",
        Scope.FINDING,
        "search",
    ),
    Command(
        "go_to_row", "number_sign", "go to a row, a share or a date of the list", Scope.FINDING
    ),
    Command("keep_view", "V", "keep the list under a name, in the sidebar", Scope.FINDING),
    Command("drop_view", "D,delete", "drop a view of your own", Scope.SIDEBAR),
    Command("change_order", "S", "sort the list: by age, title or category", Scope.FINDING),
    Command(
        "find", "f", "find words, or a /regular expression/, in the text", Scope.FINDING, "find"
    ),
    Command("toggle_star", "s", "star the post, or take the star away", Scope.MARKING, "star"),
    Command("toggle_read", "m", "mark the post as read or unread", Scope.MARKING),
    Command("mark_list_read", "A", "mark all posts of the list as read", Scope.MARKING),
    Command("mark_above_read", "B", "mark the post and all above it as read", Scope.MARKING),
    Command("mark_below_read", "M", "mark the post and all below it as read", Scope.MARKING),
    Command("catch_up", "C", "mark all posts dated before today as read", Scope.MARKING),
    Command("select_rows", "v", "begin a range of posts, to be marked as one", Scope.MARKING),
    Command("label", "t", "give the post a label of your own, or take it away", Scope.MARKING),
    Command("note", "e", "write a note on the post", Scope.MARKING),
    Command("undo", "u", "take back the last mark", Scope.MARKING),
    Command("redo", "U,ctrl+r", "make the mark again that was taken back", Scope.MARKING),
    Command("refresh_archive", "r", "look for new and changed posts", Scope.PROGRAM),
    Command("command_palette", "colon", "find a command by name", Scope.PROGRAM),
    Command("help", "question_mark,f1", "show all keys", Scope.PROGRAM, "help"),
    Command("redraw", "ctrl+l", "draw the screen anew", Scope.PROGRAM),
    Command("suspend_process", "ctrl+z", "suspend the reader", Scope.PROGRAM),
    Command("back", "q", "go back; from the list of all posts, quit", Scope.PROGRAM),
    Command("cancel", "escape", "go back, but never quit", Scope.PROGRAM),
    Command("quit", "Q,ctrl+c,ctrl+q", "quit", Scope.PROGRAM),
)
"""In the order of the help screen."""

LINK_KEYS = "1 … 9"
"""Nine keys with one meaning, which can't be bound one by one; listed with the others."""


def bindings(*scopes: Scope) -> list[BindingType]:
    """Return the bindings of the commands of `scopes`; of two for a key the first is tried first.

    An action that raises `SkipAction` leaves its key to the next.
    """
    return [command.binding() for scope in scopes for command in COMMANDS if command.scope is scope]


def check_keymap(keys: Mapping[str, str], path: str) -> dict[str, str]:
    """Return the person's own keys by command id.

    Raises:
        SettingsError: A command does not exist.
    """
    known = {command.id for command in COMMANDS}
    for name in keys:
        if name not in known:
            raise SettingsError(path, f"keys.{name}: no such command; see the keys in the README")
    return {name: value.replace(" ", "") for name, value in keys.items()}


_SPOKEN = {
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
    """Return keys as a person reads them: ``ctrl+d`` as ``^d``, ``slash`` as ``/``."""
    return " ".join(_SPOKEN.get(key, key.replace("ctrl+", "^")) for key in keys.split(","))


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What the help and the README say of one command."""

    scope: Scope
    keys: str
    """As a person reads them, the person's own where there are such."""
    help: str
    id: str
    """The command's name in the settings; empty for what can't be rebound."""


def key_table(keymap: Mapping[str, str]) -> list[KeyRow]:
    """Return a row for every command, scope by scope."""
    rows = [
        KeyRow(
            command.scope,
            display_keys(keymap.get(command.id, command.keys)),
            command.help,
            command.id,
        )
        for command in COMMANDS
    ]
    rows.append(KeyRow(Scope.READING, LINK_KEYS, "open the link with this number", ""))
    return sorted(rows, key=lambda row: list(Scope).index(row.scope))

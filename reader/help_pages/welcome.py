"""The page of the first run: the keys with which one can begin."""

from collections.abc import Callable
from typing import NamedTuple

from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop


class WelcomeRow(NamedTuple):
    """Some keys and what they do; without keys, a sentence."""

    keys: str
    sentence: str


_HEADING = gettext_noop("Welcome. These keys are enough to begin:")
_ENDING = gettext_noop("Any key goes on from here, and does what it does.")
_ROWS = (
    (("move_down", "move_up"), gettext_noop("move in the list")),
    (("choose", "read_on"), gettext_noop("open a post; read on, page by page")),
    (("next_unread",), gettext_noop("go on to the next unread post")),
    (("search",), gettext_noop("search titles and texts, also by tag, date and pinyin")),
    (("toggle_star", "toggle_read"), gettext_noop("star a post; mark it as read or unread")),
    (("undo",), gettext_noop("undo any mark")),
    (("previous_pane",), gettext_noop("go to the categories and tags")),
    (("command_palette",), gettext_noop("find a command by its name, in Chinese or by pinyin")),
    (("help",), gettext_noop("show all keys, searches, signs and settings")),
    (("back",), gettext_noop("go back; at last, quit")),
)


def welcome_rows(keys_of: Callable[[str], str]) -> list[WelcomeRow]:
    """Return the rows of the page, in the chosen language.

    Args:
        keys_of: Returns the keys of a command for display, separated by blanks; empty for none.
    """
    rows = [WelcomeRow("", _(_HEADING)), WelcomeRow("", "")]
    for commands, sentence in _ROWS:
        keys = " ".join(keys_of(command).partition(" ")[0] for command in commands)
        rows.append(WelcomeRow(keys, _(sentence)))
    return [*rows, WelcomeRow("", ""), WelcomeRow("", _(_ENDING))]

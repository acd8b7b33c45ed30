"""Values of the settings that are one of a few, or have parts."""

from dataclasses import dataclass
from enum import Enum


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


class Hyperlinks(Enum):
    """Whether links in the text are sent to the terminal as hyperlinks."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


class MarkRead(Enum):
    """When an opened post becomes read."""

    AT_ONCE = "at-once"
    AFTER_A_LOOK = "after-a-look"
    AT_END = "at-end"
    NEVER = "never"


class PaneOrder(Enum):
    """Where the text stands once a post is opened."""

    AUTO = "auto"
    BESIDE = "beside"
    BELOW = "below"
    SINGLE = "single"


class TextPane(Enum):
    """When there is a text pane."""

    WHEN_OPEN = "when-open"
    ALWAYS = "always"


class KeyPreset(Enum):
    """Keys that those of the settings are based on."""

    READER = "reader"
    VIM = "vim"
    NEWSBOAT = "newsboat"
    EMACS = "emacs"


class Gains(Enum):
    """Colours of rises and falls; the value is the colour of a rise."""

    OFF = "off"
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A style for the rows of the list whose posts match a query; neither is checked here."""

    query: str
    style: str

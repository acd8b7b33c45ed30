"""A layout: lines of runs at a width, with roles instead of colours."""

from dataclasses import dataclass
from enum import Flag, auto


class Role(Flag):
    """What a piece of text is; roles combine (a link in a heading is both).

    A theme turns them into colours; a layout never does.
    """

    TEXT = 0
    TITLE = auto()
    META = auto()
    """Date, source, counts: what is said about the post."""
    PROBLEM = auto()
    HEADING = auto()
    QUOTE = auto()
    EMPHASIS = auto()
    STRONG = auto()
    DELETED = auto()
    INSERTED = auto()
    MARKED = auto()
    KEYBOARD = auto()
    CODE = auto()
    LINK = auto()
    LINK_NUMBER = auto()
    """The ``[1]`` after a link and before its address."""
    IMAGE = auto()
    MARKER = auto()
    """Bullets, numbers, quote bars, table rules: drawn by the layout, not in the text."""
    TABLE_HEADER = auto()
    FOOTNOTE = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one role in a line."""

    text: str
    """Without line feeds, tabs and control characters."""
    role: Role = Role.TEXT
    link: int = 0
    """Number of the link that this text belongs to, from 1; 0 outside links."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a layout, at most as wide as the layout."""

    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Layout:
    """A document at a width."""

    lines: tuple[Line, ...]
    width_cells: int
    links: tuple[str, ...]
    """Addresses; link number n is ``links[n - 1]``."""
    openable: frozenset[int]
    """Numbers of the links that may be handed to a browser."""

    @property
    def text(self) -> str:
        """All lines as plain text, without spaces at line ends, with a final line feed."""
        return "".join(line.text.rstrip() + "\n" for line in self.lines)

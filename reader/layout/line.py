"""A layout: lines of runs at a width, with roles instead of colours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Flag, auto
from types import MappingProxyType

from reader.document.links import LinkTarget


class Role(Flag):
    """What a piece of text is; roles combine (a link in a heading is both).

    A theme turns them into colours; a layout never does.
    """

    TEXT = 0
    TITLE = auto()
    META = auto()
    """Date, source, counts: data about the post."""
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
    SPACING = auto()
    """Space that the layout put between characters or before them; a copy leaves it out, as it
    does a `MARKER`."""
    NAVIGATION = auto()
    """The ways back to the site that a scraper leaves below a post: to be dimmed."""
    CODE_KEYWORD = auto()
    CODE_NAME = auto()
    """A function, class or tag where it is defined or that the language brings along."""
    CODE_STRING = auto()
    CODE_NUMBER = auto()
    CODE_COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one role in a line."""

    text: str
    """Without line feeds, tabs and control characters."""
    role: Role = Role.TEXT
    link: int = 0
    """Number of the link that this text belongs to, from 1; 0 outside links."""


@dataclass(frozen=True, slots=True, eq=False)
class WideBlock:
    """Code or a table that is wider than the layout; all its lines move sideways together.

    Two are the same block only if they are the same object.
    """

    hidden_cells: int
    """Columns that are out of sight at first: as far as the block can be moved."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """The whole of a line of which only the start can be shown; see `sideways.slide`."""

    block: WideBlock
    runs: tuple[Run, ...]
    """The line at its full width, margins included."""
    fixed_cells: int
    """Columns at its start that never move: margins, and the first column of a table."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a layout, at most as wide as the layout."""

    runs: tuple[Run, ...] = ()
    overflow: Overflow | None = None
    """Set on every line but empty ones of a block that is wider than the layout."""
    joint: str | None = None
    """What stood between this line and the next of the same paragraph: the spaces at which it was
    broken, or nothing; None at the end of a paragraph and between other lines."""

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def whole_text(self) -> str:
        """The line as plain text with what is out of sight, as it is searched and copied."""
        return "".join(run.text for run in (self.overflow or self).runs)


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """Where a heading of the text stands, for a list of contents."""

    level: int
    """1 to 6."""
    text: str
    line: int
    """Index of its first line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A document at a width."""

    lines: tuple[Line, ...]
    width_cells: int
    targets: tuple[LinkTarget, ...] = ()
    """Where links lead; link number n is ``targets[n - 1]``. The document's own come first; links
    to its footnotes and back, which show no number, stand behind them."""
    headings: tuple[HeadingPlace, ...] = ()
    """In reading order; headings within quotes, lists and tables are not among them."""
    anchors: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Index of the line to which a link of kind `FRAGMENT` jumps, by its address (``#name``)."""
    block_lines: tuple[int, ...] = ()
    """Index of the first line of each block of the document, from `first_block` on: the same
    place of a text, at another width, is the same block and the same share of its lines."""
    first_block: int = 0
    """The block of the document that ``block_lines[0]`` tells of."""
    is_whole: bool = True
    """False where this is only a part of the text, shown until all of it is ready."""

    @property
    def links(self) -> tuple[str, ...]:
        """Addresses; link number n is ``links[n - 1]``."""
        return tuple(target.address for target in self.targets)

    def with_room(self, line: int, rows: int) -> "Layout":
        """Return the layout with so many empty lines below `line`."""

        def moved(index: int) -> int:
            return index + rows if index > line else index

        return replace(
            self,
            lines=(*self.lines[: line + 1], *(Line(),) * rows, *self.lines[line + 1 :]),
            block_lines=tuple(map(moved, self.block_lines)),
            headings=tuple(replace(place, line=moved(place.line)) for place in self.headings),
            anchors={name: moved(index) for name, index in self.anchors.items()},
        )

    @property
    def text(self) -> str:
        """All lines as plain text, without spaces at line ends, with a final line feed."""
        return "".join(line.text.rstrip() + "\n" for line in self.lines)

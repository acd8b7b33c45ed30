"""A layout: lines of runs at a width, with roles instead of colours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Flag, auto
from types import MappingProxyType

from reader.document.links import LinkTarget


class Role(Flag):
    """Role of a piece of text; roles combine (a link in a heading is both).

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
    """Links back to the site that a scraper left below a post; shown dimmed."""
    CODE_KEYWORD = auto()
    CODE_NAME = auto()
    """Name of a function, class or tag, defined here or built in."""
    CODE_STRING = auto()
    CODE_NUMBER = auto()
    CODE_COMMENT = auto()
    GAIN = auto()
    """A rise, as `+1.2%` or `涨3%`; the text says so too."""
    LOSS = auto()
    """A fall."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one role in a line."""

    text: str
    """Without line feeds, tabs and control characters."""
    role: Role = Role.TEXT
    link: int = 0
    """Number of the link of this text, from 1; 0 outside links."""


@dataclass(frozen=True, slots=True, eq=False)
class WideBlock:
    """Code or a table wider than the layout; all its lines scroll together.

    Compared by identity.
    """

    hidden_cells: int
    """Columns hidden at first: the maximum scroll offset."""


@dataclass(frozen=True, slots=True)
class Overflow:
    """The full text of a cut line; see `sideways.slide`."""

    block: WideBlock
    runs: tuple[Run, ...]
    """The full line, margins included."""
    fixed_cells: int
    """Columns at its start that never scroll: margins, and the first column of a table."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a layout, at most as wide as the layout."""

    runs: tuple[Run, ...] = ()
    overflow: Overflow | None = None
    """Set on every line, except empty ones, of a block wider than the layout."""
    joint: str | None = None
    """Text removed between this line and the next of the same paragraph: spaces or an empty text;
    None at the end of a paragraph and between other lines."""

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def whole_text(self) -> str:
        """The full line as plain text, as searched and copied."""
        return "".join(run.text for run in (self.overflow or self).runs)


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """A heading of the text, for the table of contents."""

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
    """Targets of links; link number n is ``targets[n - 1]``. The document's own links come first,
    then those to and from its footnotes, which show no number."""
    headings: tuple[HeadingPlace, ...] = ()
    """In reading order, without headings inside quotes, lists and tables."""
    anchors: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Target line of links of kind `FRAGMENT`, by address (``#name``)."""
    block_lines: tuple[int, ...] = ()
    """Index of the first line of each block of the document, from `first_block` on. A position at
    another width is the same block and the same fraction of its lines."""
    first_block: int = 0
    """The block of the document at ``block_lines[0]``."""
    is_whole: bool = True
    """False if this is a part of the text, shown until the whole is ready."""

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
        """All lines as plain text without trailing spaces, each with a line feed."""
        return "".join(line.text.rstrip() + "\n" for line in self.lines)

"""A document: the tree of blocks and inlines that a post's body means, free of any width.

Blocks and inlines are named as CommonMark names them; what only HTML has keeps HTML's name. All
text in it is cleaned for the terminal. No block is nested deeper than `MAX_DEPTH`: what lies
deeper is attached to the last allowed level, so recursion over a document is always safe.

Source: CommonMark 0.31 chapters 4 to 6; GFM tables, strikethrough and task lists; HTML Living
Standard chapter 4 for the rest.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from reader.document.links import LinkTarget

MAX_DEPTH = 40
"""Deepest nesting of blocks within blocks, and of inlines within inlines."""


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text; white space is already collapsed as HTML does."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break: two spaces or a backslash in Markdown, `<br>` in HTML."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code span; spaces count."""

    text: str


class Emphasis(Enum):
    """What a `Styled` inline means."""

    EMPHASIS = "em"
    STRONG = "strong"
    DELETED = "del"
    INSERTED = "ins"
    MARKED = "mark"
    KEYBOARD = "kbd"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"


@dataclass(frozen=True, slots=True)
class Styled:
    """Inlines that carry an emphasis."""

    kind: Emphasis
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `number` indexes `Document.links` from 1, or is 0 where it leads nowhere."""

    children: tuple["Inline", ...]
    number: int


@dataclass(frozen=True, slots=True)
class Image:
    """An image; only its words are known to a document."""

    alt: str
    """Alternative text, else the title, else the file's name; may be empty."""
    number: int
    """Its address in `Document.links`, from 1, or 0 where it has none."""
    size: str = ""
    """Its width and height in pixels, ``640×480``; empty where the body names none."""


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """A mark that points to the footnote with the same label."""

    label: str


Inline: TypeAlias = Text | LineBreak | Code | Styled | Link | Image | FootnoteReference


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Inlines that form one run of text; never without anything visible."""

    children: tuple[Inline, ...]
    is_navigation: bool = False
    """Whether it is nothing but ways back to the site, as stand below a post."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    children: tuple[Inline, ...]
    identifier: str = ""
    """Its `id`, as a link within the text names it; empty where it has none."""


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A quotation."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `is_checked` is None outside a task list."""

    blocks: tuple["Block", ...]
    is_checked: bool | None = None
    number: int | None = None
    """HTML's `value`: the item's own number in an ordered list, from which the next ones go on."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet list, or an ordered one when `start` is a number."""

    items: tuple[ListItem, ...]
    start: int | None
    """Number of the first item; None for a bullet list."""
    is_tight: bool
    """True where no blank line stands between the items."""
    numbering: str = "1"
    """HTML's `type` of an ordered list: one of ``1 a A i I``."""
    is_reversed: bool = False
    """Whether the numbers of an ordered list go down."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One group of a definition list: its terms and what is said of them."""

    terms: tuple[tuple[Inline, ...], ...]
    descriptions: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """A definition list."""

    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Preformatted text; line feeds, spaces and tabs count; no line feed at its end."""

    text: str
    language: str = ""
    """The language as written, lower case; empty where none is named."""


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A rule across the text."""


class Alignment(Enum):
    """How the cells of a column are set."""

    DEFAULT = "default"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell; `blocks` may be empty."""

    blocks: tuple["Block", ...]
    is_header: bool = False
    alignment: Alignment = Alignment.DEFAULT
    column_span: int = 1
    """At least 1."""
    row_span: int = 1
    """At least 1."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; rows may differ in length."""

    rows: tuple[tuple[TableCell, ...], ...]
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """Blocks (an image, mostly) with a caption."""

    blocks: tuple["Block", ...]
    caption: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What a browser opens and closes: a summary, and the blocks below it."""

    summary: tuple[Inline, ...]
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A quotation that GitHub, Obsidian and others show as a box with a title."""

    kind: str
    """As written, lower case: ``note``, ``warning``; any word may be used."""
    title: tuple[Inline, ...]
    """The kind where the author gives none."""
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a footnote says; `label` is what its references carry."""

    label: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class FootnoteList:
    """The footnotes of a document, in order of their numbers."""

    footnotes: tuple[Footnote, ...]


Block: TypeAlias = (
    Paragraph
    | Heading
    | BlockQuote
    | ListBlock
    | DefinitionList
    | CodeBlock
    | ThematicBreak
    | Table
    | Figure
    | Details
    | Callout
    | FootnoteList
)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed body."""

    blocks: tuple[Block, ...]
    links: tuple[LinkTarget, ...] = ()
    """In order of first appearance; each address once; number n is ``links[n - 1]``."""
    shown_links: frozenset[int] = frozenset()
    """Numbers of the links whose address itself is their text."""
    notices: tuple[str, ...] = ()
    """What was bounded while parsing, as sentences for the person."""
    is_whole: bool = True
    """False where only the start of a long body was parsed, to be shown until all of it is."""

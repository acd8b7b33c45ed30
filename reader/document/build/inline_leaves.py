"""Text and marks, collected flat, become the inlines of paragraphs.

While HTML is read, each piece of text is a leaf that carries the marks (bold, link, code) open
around it. Nothing is nested until a paragraph ends, so a block inside an inline splits it and
loses nothing. Code is always the innermost mark, since a code span holds only text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TypeAlias, assert_never

from reader.document.addresses import LinkTable
from reader.document.markup.bare_addresses import complete_address, find_addresses
from reader.document.markup.visibility import EMPTY_AUTOLINK
from reader.document.markup.white_space import (
    BLANKS,
    COLLAPSIBLE,
    collapse_code,
    collapse_inside,
    separator,
)
from reader.document.nodes import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    LineBreak,
    Link,
    Styled,
    Text,
)
from reader.document.plain_text import inline_text

_IN_BRACKETS = re.compile(r"\s*(?:[\[［〔【][^\[\]［］〔〕【】]*[\]］〕】]\s*)+")
"""The mark of a reference, which needs not be raised to be told from the text."""


class MarkKind(Enum):
    """Marks that are no emphasis."""

    LINK = "a"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class InlineMark:
    """What one element says about the text in it."""

    kind: Emphasis | MarkKind
    serial: int
    """Tells two neighbouring elements of one kind apart."""
    address: str = ""
    """A link's address as written."""


@dataclass(frozen=True, slots=True)
class UnnumberedImage:
    """An image whose address gets its number when its paragraph is built."""

    alt: str
    address: str
    """As written; empty where the image has none that could be opened."""
    size: str = ""
    """Width and height, as `Image` has it."""


Content: TypeAlias = Text | LineBreak | UnnumberedImage | FootnoteReference


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of content and the marks around it, outermost first; no kind occurs twice."""

    content: Content
    marks: tuple[InlineMark, ...] = ()

    @property
    def is_code(self) -> bool:
        """True for text in a code span."""
        return bool(self.marks) and self.marks[-1].kind is MarkKind.CODE


def build_paragraphs(leaves: Sequence[Leaf], links: LinkTable) -> list[tuple[Inline, ...]]:
    """Return the paragraphs that `leaves` form; two line breaks in a row part two paragraphs.

    Paragraphs without anything visible are left out, and so is the text ``<>`` alone, which is
    what an empty autolink leaves behind.
    """
    built = (tuple(_nest(lines, 0, links)) for lines in _split_lines(leaves))
    return [inlines for inlines in built if inlines and inlines != (Text(EMPTY_AUTOLINK),)]


def _split_lines(leaves: Sequence[Leaf]) -> Iterator[list[Leaf]]:
    """Yield the leaves of each paragraph, white space collapsed, lines stripped of blanks."""
    paragraph: list[Leaf] = []
    for line, line_break in _lines(leaves):
        finished = line.finish()
        if not finished and paragraph:
            yield paragraph[:-1]
            paragraph = []
        elif finished:
            paragraph += finished
            paragraph.append(line_break)
    if paragraph:
        yield paragraph[:-1]


def _lines(leaves: Sequence[Leaf]) -> Iterator[tuple["_Line", Leaf]]:
    """Yield each line with the break that ends it; the last one's break is made up."""
    line = _Line()
    for leaf in leaves:
        if isinstance(leaf.content, LineBreak):
            yield line, leaf
            line = _Line()
        else:
            line.add(leaf)
    yield line, Leaf(LineBreak())


class _Line:
    """Collects the leaves between two line breaks."""

    def __init__(self) -> None:
        self._leaves: list[Leaf] = []
        self._gap = ""
        self._last_character = ""

    def add(self, leaf: Leaf) -> None:
        content = leaf.content
        if isinstance(content, Text):
            self._add_text(leaf, content.text)
        else:
            self._append(leaf, "\ufffc", "\ufffc")

    def _add_text(self, leaf: Leaf, text: str) -> None:
        if leaf.is_code:
            code = collapse_code(text)
            if code:
                self._append(Leaf(Text(code), leaf.marks), code[0], code[-1])
            return
        core = text.lstrip(COLLAPSIBLE if self._leaves else BLANKS)
        if self._leaves:
            self._gap += text[: len(text) - len(core)]
        stripped = core.rstrip(COLLAPSIBLE)
        if stripped:
            collapsed = collapse_inside(stripped)
            self._append(Leaf(Text(collapsed), leaf.marks), collapsed[0], collapsed[-1])
            self._gap = core[len(stripped) :]

    def _append(self, leaf: Leaf, first_character: str, last_character: str) -> None:
        if self._leaves and separator(self._gap, self._last_character, first_character):
            marks = _common_marks(self._leaves[-1].marks, leaf.marks)
            self._leaves.append(Leaf(Text(" "), marks))
        self._leaves.append(leaf)
        self._gap = ""
        self._last_character = last_character

    def finish(self) -> list[Leaf]:
        """Return the leaves without blanks at the end of the line."""
        leaves = self._leaves
        while leaves and not leaves[-1].is_code:
            content = leaves[-1].content
            if not isinstance(content, Text):
                break
            text = content.text.rstrip(BLANKS)
            if text:
                leaves[-1] = Leaf(Text(text), leaves[-1].marks)
                break
            leaves.pop()
        return leaves


def _common_marks(
    left: tuple[InlineMark, ...], right: tuple[InlineMark, ...]
) -> tuple[InlineMark, ...]:
    common = []
    for one, other in zip(left, right, strict=False):
        if one != other or one.kind is MarkKind.CODE:
            break
        common.append(one)
    return tuple(common)


def _nest(leaves: Sequence[Leaf], depth: int, links: LinkTable) -> Iterator[Inline]:
    """Yield the inlines of `leaves`, whose first `depth` marks are already accounted for.

    Recurses at most once for each kind of mark.
    """

    def mark_at_depth(leaf: Leaf) -> InlineMark | None:
        return leaf.marks[depth] if len(leaf.marks) > depth else None

    for mark, group in groupby(leaves, mark_at_depth):
        members = list(group)
        if mark is None:
            yield from _plain_inlines(members, links)
        elif mark.kind is MarkKind.CODE:
            yield Code("".join(_text_of(leaf) for leaf in members))
        elif mark.kind is MarkKind.LINK:
            number = links.number(mark.address)
            children = tuple(_nest(members, depth + 1, links))
            links.say_shown(number, children)
            if number:
                yield Link(children, number)
            else:
                yield from children
        else:
            children = tuple(_nest(members, depth + 1, links))
            if mark.kind is Emphasis.SUPERSCRIPT and _IN_BRACKETS.fullmatch(inline_text(children)):
                yield from children
            else:
                yield Styled(mark.kind, children)


def _plain_inlines(leaves: Sequence[Leaf], links: LinkTable) -> Iterator[Inline]:
    is_in_link = any(mark.kind is MarkKind.LINK for mark in leaves[0].marks)
    for is_text, group in groupby(leaves, lambda leaf: isinstance(leaf.content, Text)):
        if is_text:
            text = "".join(_text_of(leaf) for leaf in group)
            yield from [Text(text)] if is_in_link else _link_addresses(text, links)
        else:
            yield from (_number(leaf.content, links) for leaf in group)


def _number(content: Content, links: LinkTable) -> Inline:
    match content:
        case UnnumberedImage(alt, address, size):
            return Image(alt, links.number(address), size)
        case Text() | LineBreak() | FootnoteReference():
            return content
        case _:
            assert_never(content)


def _link_addresses(text: str, links: LinkTable) -> Iterator[Inline]:
    position = 0
    for start, end in find_addresses(text):
        if start > position:
            yield Text(text[position:start])
        address = text[start:end]
        number = links.number(complete_address(address))
        links.say_shown(number, (Text(address),))
        yield Link((Text(address),), number)
        position = end
    if position < len(text):
        yield Text(text[position:])


def _text_of(leaf: Leaf) -> str:
    return leaf.content.text if isinstance(leaf.content, Text) else ""

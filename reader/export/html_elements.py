"""Renders a document as HTML elements that are also well-formed XML.

Only parts of a document get in: no scripts, no styles, and only web addresses.

Source: HTML Living Standard, chapter 4.
"""

from collections.abc import Iterable
from typing import assert_never
from xml.etree.ElementTree import Element, SubElement

from reader.document.callout_titles import callout_title
from reader.document.links import LinkKind, LinkTarget
from reader.document.nodes import (
    Alignment,
    Block,
    BlockQuote,
    Callout,
    Code,
    CodeBlock,
    DefinitionList,
    Details,
    Document,
    Figure,
    FootnoteList,
    FootnoteReference,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Styled,
    Table,
    Text,
    ThematicBreak,
)

_MAX_HEADING_LEVEL = 6


def add_text(parent: Element, text: str) -> None:
    """Append text to an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


class DocumentElements:
    """Renders the blocks of one document."""

    def __init__(self, document: Document, *, has_images: bool, headings_below: int) -> None:
        """Prepare to render a document.

        Args:
            document: The document.
            has_images: False turns images into links, for formats without external images.
            headings_below: Level of the heading above the text, 0 to 5.
        """
        self._document = document
        self._has_images = has_images
        self._below = headings_below

    def add_to(self, parent: Element) -> None:
        """Append the whole document to an element."""
        self._blocks(parent, self._document.blocks)

    def _blocks(self, parent: Element, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(parent, block)

    def _block(self, parent: Element, block: Block) -> None:
        match block:
            case Paragraph(inlines):
                self._inlines(SubElement(parent, "p"), inlines)
            case Heading(level, inlines):
                name = f"h{min(level + self._below, _MAX_HEADING_LEVEL)}"
                self._inlines(SubElement(parent, name), inlines)
            case CodeBlock(text):
                SubElement(SubElement(parent, "pre"), "code").text = text
            case ThematicBreak():
                SubElement(parent, "hr")
            case BlockQuote(blocks):
                self._blocks(SubElement(parent, "blockquote"), blocks)
            case ListBlock():
                self._list(parent, block)
            case Table():
                self._table(parent, block)
            case _:
                self._rarer_block(parent, block)

    def _rarer_block(
        self, parent: Element, block: Figure | Details | Callout | DefinitionList | FootnoteList
    ) -> None:
        match block:
            case Figure(blocks, caption):
                figure = SubElement(parent, "figure")
                self._blocks(figure, blocks)
                self._inlines(SubElement(figure, "figcaption"), caption)
            case Details(summary, blocks):
                details = SubElement(parent, "details")
                self._inlines(SubElement(details, "summary"), summary)
                self._blocks(details, blocks)
            case Callout(blocks=blocks):
                quote = SubElement(parent, "blockquote")
                self._inlines(SubElement(SubElement(quote, "p"), "strong"), callout_title(block))
                self._blocks(quote, blocks)
            case DefinitionList(groups):
                definitions = SubElement(parent, "dl")
                for group in groups:
                    for term in group.terms:
                        self._inlines(SubElement(definitions, "dt"), term)
                    for description in group.descriptions:
                        self._blocks(SubElement(definitions, "dd"), description)
            case FootnoteList(footnotes):
                notes = SubElement(parent, "dl")
                for footnote in footnotes:
                    SubElement(notes, "dt").text = f"[{footnote.label}]"
                    self._blocks(SubElement(notes, "dd"), footnote.blocks)
            case _:
                assert_never(block)

    def _list(self, parent: Element, block: ListBlock) -> None:
        element = SubElement(parent, "ul" if block.start is None else "ol")
        if block.start is not None:
            element.set("start", str(block.start))
            if block.numbering != "1":
                element.set("type", block.numbering)
            if block.is_reversed:
                element.set("reversed", "reversed")
        for item in block.items:
            self._item(SubElement(element, "li"), item, is_tight=block.is_tight)

    def _item(self, element: Element, item: ListItem, *, is_tight: bool) -> None:
        if item.number is not None:
            element.set("value", str(item.number))
        if item.is_checked is not None:
            add_text(element, "☑ " if item.is_checked else "☐ ")
        for block in item.blocks:
            if is_tight and isinstance(block, Paragraph):
                self._inlines(element, block.children)
            else:
                self._block(element, block)

    def _table(self, parent: Element, table: Table) -> None:
        element = SubElement(parent, "table")
        if table.caption:
            self._inlines(SubElement(element, "caption"), table.caption)
        body = SubElement(element, "tbody")
        for row in table.rows:
            line = SubElement(body, "tr")
            for cell in row:
                there = SubElement(line, "th" if cell.is_header else "td")
                if cell.alignment is not Alignment.DEFAULT:
                    there.set("style", f"text-align: {cell.alignment.value}")
                for name, span in (("colspan", cell.column_span), ("rowspan", cell.row_span)):
                    if span > 1:
                        there.set(name, str(span))
                self._blocks(there, cell.blocks)

    def _inlines(self, parent: Element, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            self._inline(parent, inline)

    def _inline(self, parent: Element, inline: Inline) -> None:
        match inline:
            case Text(text):
                add_text(parent, text)
            case LineBreak():
                SubElement(parent, "br")
            case Code(text):
                SubElement(parent, "code").text = text
            case Styled(kind, children):
                self._inlines(SubElement(parent, kind.value), children)
            case Link(children, number):
                target = self._target(number)
                element = SubElement(parent, "span" if target is None else "a")
                if target is not None:
                    element.set("href", target.address)
                self._inlines(element, children)
            case Image(alt, number):
                self._image(parent, alt, self._target(number))
            case FootnoteReference(label):
                SubElement(parent, "sup").text = f"[{label}]"
            case _:
                assert_never(inline)

    def _image(self, parent: Element, alt: str, target: LinkTarget | None) -> None:
        if target is None:
            add_text(parent, alt)
        elif self._has_images:
            SubElement(parent, "img", src=target.address, alt=alt)
        else:
            SubElement(parent, "a", href=target.address).text = alt or target.address

    def _target(self, number: int) -> LinkTarget | None:
        """Return the address of a link if it is a web address."""
        target = self._document.links[number - 1] if number else None
        return target if target is not None and target.kind is LinkKind.WEB else None

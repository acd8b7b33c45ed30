"""The text that a reader of a document sees, without its looks."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from reader.document.nodes import (
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
    Paragraph,
    Styled,
    Table,
    Text,
    ThematicBreak,
)


def visible_text(document: Document) -> str:
    """Return the document's text: one line a block, cells of a row parted by tabs.

    Numbers and bullets of lists, which a layout draws, are not in it; code keeps its line feeds.
    """
    return "\n".join(_block_texts(document.blocks))


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return the words of `inlines`; a line break is a line feed, a footnote mark is ``[1]``."""
    return "".join(map(_text_of_inline, inlines))


def _text_of_inline(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case Styled(_, children) | Link(children, _):
            return inline_text(children)
        case LineBreak():
            return "\n"
        case Image(alt, _):
            return alt
        case FootnoteReference(label):
            return f"[{label}]"
        case _:
            assert_never(inline)


def _block_texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                yield inline_text(inlines)
            case CodeBlock(text, _):
                yield text
            case ThematicBreak():
                pass
            case Table():
                yield from _table_texts(block)
            case DefinitionList():
                yield from _definition_texts(block)
            case _:
                yield from _nested_texts(block)


def _nested_texts(
    block: BlockQuote | Figure | Details | Callout | ListBlock | FootnoteList,
) -> Iterator[str]:
    match block:
        case BlockQuote(blocks):
            yield from _block_texts(blocks)
        case Figure(blocks, caption):
            yield from _block_texts(blocks)
            yield inline_text(caption)
        case Details(summary, blocks) | Callout(_, summary, blocks):
            yield inline_text(summary)
            yield from _block_texts(blocks)
        case ListBlock(items):
            for item in items:
                yield from _block_texts(item.blocks)
        case FootnoteList(footnotes):
            for footnote in footnotes:
                yield from _block_texts(footnote.blocks)
        case _:
            assert_never(block)


def _definition_texts(definitions: DefinitionList) -> Iterator[str]:
    for group in definitions.items:
        yield from map(inline_text, group.terms)
        for description in group.descriptions:
            yield from _block_texts(description)


def _table_texts(table: Table) -> Iterator[str]:
    if table.caption:
        yield inline_text(table.caption)
    for row in table.rows:
        yield "\t".join(" ".join(_block_texts(cell.blocks)) for cell in row)

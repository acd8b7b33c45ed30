"""Shows a document as an indented outline, so that a test can be read beside its input."""

from collections.abc import Callable, Iterable, Iterator

import pytest

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
    Paragraph,
    Styled,
    Table,
    TableCell,
    Text,
    ThematicBreak,
)


@pytest.fixture(scope="session")
def outline() -> Callable[[Document], str]:
    """Return the function that shows a document."""
    return show_document


def show_document(document: Document) -> str:
    lines = list(_blocks(document.blocks, ""))
    for number, link in enumerate(document.links, 1):
        lines.append(f"[{number}] {link.kind.value} {link.address}")
    return "\n".join(lines + [f"! {notice}" for notice in document.notices])


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        yield from (indent + line for line in _block(block))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(inlines, is_navigation):
            yield f"{'navigation' if is_navigation else 'p'} {_inlines(inlines)}"
        case Heading(level, inlines):
            yield f"h{level} {_inlines(inlines)}"
        case CodeBlock(text, language):
            yield f"code {language}".rstrip()
            yield from (f"  |{line}" for line in text.split("\n"))
        case ThematicBreak():
            yield "rule"
        case Details(summary, blocks):
            yield f"details {_inlines(summary)}"
            yield from _blocks(blocks, "  ")
        case Callout(kind, title, blocks):
            yield f"callout {kind}: {_inlines(title)}"
            yield from _blocks(blocks, "  ")
        case _:
            yield from _nested(block)


def _nested(block: Block) -> Iterator[str]:
    match block:
        case BlockQuote(blocks):
            yield "quote"
            yield from _blocks(blocks, "  ")
        case ListBlock():
            yield from _list(block)
        case Table(rows, caption):
            yield f"table {_inlines(caption)}".rstrip()
            for row in rows:
                yield "  row"
                for cell in row:
                    yield from _cell(cell)
        case Figure(blocks, caption):
            yield f"figure {_inlines(caption)}"
            yield from _blocks(blocks, "  ")
        case DefinitionList():
            yield from _definitions(block)
        case FootnoteList(footnotes):
            yield "footnotes"
            for footnote in footnotes:
                yield f"  note {footnote.label}"
                yield from _blocks(footnote.blocks, "    ")


def _list(block: ListBlock) -> Iterator[str]:
    kind = "bullets" if block.start is None else f"numbers from {block.start} as {block.numbering}"
    kind += ", reversed" if block.is_reversed else ""
    yield f"{kind}, {'tight' if block.is_tight else 'loose'}"
    for item in block.items:
        mark = {None: "", True: " [x]", False: " [ ]"}[item.is_checked]
        yield f"  item{mark}" + ("" if item.number is None else f" {item.number}")
        yield from _blocks(item.blocks, "    ")


def _definitions(block: DefinitionList) -> Iterator[str]:
    yield "definitions"
    for item in block.items:
        yield from (f"  term {_inlines(term)}" for term in item.terms)
        for description in item.descriptions:
            yield "  description"
            yield from _blocks(description, "    ")


def _cell(cell: TableCell) -> Iterator[str]:
    words = ["header" if cell.is_header else "cell"]
    if cell.alignment is not Alignment.DEFAULT:
        words.append(cell.alignment.value)
    if (cell.column_span, cell.row_span) != (1, 1):
        words.append(f"{cell.column_span}x{cell.row_span}")
    yield f"    {' '.join(words)}"
    yield from _blocks(cell.blocks, "      ")


def _inlines(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case LineBreak():
            return "⏎"
        case Code(text):
            return f"‹{text}›"
        case Styled(kind, children):
            return f"{{{kind.value} {_inlines(children)}}}"
        case Link(children, number):
            return f"⟦{number} {_inlines(children)}⟧"
        case Image(alt, number, size):
            return f"▣{number} {alt}{f' {size}' if size else ''}▣"
        case FootnoteReference(label):
            return f"^{label}^"

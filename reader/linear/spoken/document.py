"""A document as lines that make sense when they are heard: each says what it is.

A paragraph, a heading, a list item and a table's row are one line each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    Emphasis,
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
    TableCell,
    Text,
    ThematicBreak,
)
from reader.messages.language import gettext as _
from reader.messages.language import ngettext, pgettext
from reader.terminal_text import clean_line


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line; `heading` is its words where it is a heading, else empty."""

    text: str
    heading: str = ""
    level: int = 0
    """Of the heading, 1 to 6; 0 elsewhere."""
    block: int = 0
    """Number of the document's block in which it stands, from 0."""


def spoken_lines(document: Document) -> list[SpokenLine]:
    """Return the text of a document line by line."""
    return [
        replace(line, block=number)
        for number, block in enumerate(document.blocks)
        for line in _blocks([block], 1)
        if line.text
    ]


def _blocks(blocks: Iterable[Block], depth: int) -> Iterator[SpokenLine]:
    """Yield the lines of blocks; `depth` is that of a list which may be among them, from 1."""
    for block in blocks:
        match block:
            case Paragraph(children):
                yield _line(spoken(children))
            case Heading(level, children):
                yield _heading(level, spoken(children))
            case CodeBlock():
                yield from _code(block)
            case Table():
                yield from _table(block)
            case ListBlock():
                yield from _list(block, depth)
            case ThematicBreak():
                yield SpokenLine(_("separator"))
            case _:
                yield from _containers(block, depth)


def _containers(
    block: BlockQuote | DefinitionList | Figure | Details | Callout | FootnoteList, depth: int
) -> Iterator[SpokenLine]:
    match block:
        case BlockQuote(blocks):
            yield from _enclosed(_("quotation:"), blocks, _("end of quotation"), depth)
        case Callout(_kind, title, blocks):
            start = _("box {title}:").format(title=spoken(title))
            yield from _enclosed(start, blocks, _("end of box"), depth)
        case Details(summary, blocks):
            start = _("details {summary}:").format(summary=spoken(summary))
            yield from _enclosed(start, blocks, _("end of details"), depth)
        case Figure(blocks, caption):
            yield from _blocks(blocks, depth)
            if caption:
                yield _line(_("caption: {text}").format(text=spoken(caption)))
        case DefinitionList():
            yield from _definitions(block, depth)
        case FootnoteList(footnotes):
            for footnote in footnotes:
                start = _("footnote {label}:").format(label=footnote.label)
                yield from _marked(start, footnote.blocks, depth)
        case _:
            assert_never(block)


def _definitions(block: DefinitionList, depth: int) -> Iterator[SpokenLine]:
    for item in block.items:
        for term in item.terms:
            yield _line(_("term: {text}").format(text=spoken(term)))
        for description in item.descriptions:
            yield from _blocks(description, depth)


def _enclosed(start: str, blocks: Sequence[Block], end: str, depth: int) -> Iterator[SpokenLine]:
    """Yield one paragraph behind what it is, and more than that between a start and an end."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        yield from _marked(start, blocks, depth)
        return
    yield _line(start)
    yield from _blocks(blocks, depth)
    yield _line(end)


def _marked(start: str, blocks: Sequence[Block], depth: int) -> Iterator[SpokenLine]:
    """Yield blocks with a start before the first line."""
    lines = _blocks(blocks, depth)
    first = next(lines, SpokenLine(""))
    yield SpokenLine(f"{start} {first.text}".strip(), first.heading, first.level)
    yield from lines


def _heading(level: int, words: str) -> SpokenLine:
    text = _("heading level {level}: {text}").format(level=level, text=words)
    return SpokenLine(clean_line(text), clean_line(words), level)


def _code(block: CodeBlock) -> Iterator[SpokenLine]:
    lines = block.text.split("\n")
    count = ngettext("{count} line", "{count} lines", len(lines)).format(count=len(lines))
    if block.language:
        text = _("code in {language}, {lines}:")
        yield _line(text.format(language=block.language, lines=count))
    else:
        yield _line(_("code, {lines}:").format(lines=count))
    yield from (SpokenLine(line.rstrip()) for line in lines)
    yield _line(_("end of code"))


def _list(block: ListBlock, depth: int) -> Iterator[SpokenLine]:
    count = len(block.items)
    if depth == 1:
        text = ngettext("list of {count} item:", "list of {count} items:", count)
    else:
        text = ngettext(
            "list of {count} item, level {level}:", "list of {count} items, level {level}:", count
        )
    yield _line(text.format(count=count, level=depth))
    number = block.start
    for item in block.items:
        number = item.number if item.number is not None else number
        mark = "-" if number is None else f"{number}."
        yield from _marked(f"{mark}{_task(item)}", item.blocks, depth + 1)
        if number is not None:
            number += -1 if block.is_reversed else 1
    yield _line(_("end of list"))


def _task(item: ListItem) -> str:
    if item.is_checked is None:
        return ""
    return _(" done:") if item.is_checked else _(" to do:")


def _table(table: Table) -> Iterator[SpokenLine]:
    has_heads = len(table.rows) > 1 and _is_head(table.rows[0])
    rows = table.rows[1:] if has_heads else table.rows
    names = list(_names(table.rows[0])) if has_heads else []
    yield _line(_size_of(table, len(rows)))
    for number, row in enumerate(rows, 1):
        cells = pgettext("between the cells of a spoken row", "; ").join(_cells(row, names))
        yield _line(_("row {number}: {cells}").format(number=number, cells=cells))
    yield _line(_("end of table"))


def _size_of(table: Table, rows: int) -> str:
    columns = max((sum(cell.column_span for cell in row) for row in table.rows), default=0)
    if table.caption:
        text = _("table {caption}, rows: {rows}, columns: {columns}")
        return text.format(caption=spoken(table.caption), rows=rows, columns=columns)
    return _("table, rows: {rows}, columns: {columns}").format(rows=rows, columns=columns)


def _is_head(row: Sequence[TableCell]) -> bool:
    return bool(row) and all(cell.is_header for cell in row)


def _names(row: Sequence[TableCell]) -> Iterator[str]:
    """Yield the name of each column; a cell over several names all of them."""
    for cell in row:
        yield from [_cell_text(cell)] * cell.column_span


def _cells(row: Sequence[TableCell], names: Sequence[str]) -> Iterator[str]:
    column = 0
    for cell in row:
        name = names[column] if column < len(names) else ""
        column += cell.column_span
        text = _cell_text(cell) or _("empty")
        yield _("{column}: {value}").format(column=name, value=text) if name else text


def _cell_text(cell: TableCell) -> str:
    return clean_line(" ".join(line.text for line in _blocks(cell.blocks, 1)))


def spoken(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines in one line: ``[3] text`` for a link, an image by its words."""
    return clean_line("".join(map(_inline, inlines)))


def _inline(inline: Inline) -> str:  # noqa: PLR0911 - one a kind
    match inline:
        case Text(text) | Code(text):
            return text
        case Styled(kind, children):
            return _styled(kind, children)
        case Link(children, 0):
            return "".join(map(_inline, children))
        case Link(children, number):
            return f"[{number}] {spoken(children)}"
        case LineBreak():
            return " "
        case Image(alt, _):
            return _("(image: {alt})").format(alt=alt or _("without words"))
        case FootnoteReference(label):
            return _("(footnote {label})").format(label=label)
        case _:
            assert_never(inline)


def _styled(kind: Emphasis, children: Sequence[Inline]) -> str:
    text = "".join(map(_inline, children))
    if kind is Emphasis.DELETED:
        return _("(deleted: {text})").format(text=text)
    return f"^{text}" if kind is Emphasis.SUPERSCRIPT and text.isdecimal() else text


def _line(text: str) -> SpokenLine:
    return SpokenLine(clean_line(text))

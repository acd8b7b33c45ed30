"""A document as lines that make sense when they are heard: each says what it is.

A paragraph, a heading, a list item and a table's row are one line each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from reader.layout.blocks.table_grid import Grid, Slot, place_cells
from reader.messages.language import gettext as _
from reader.messages.language import ngettext, pgettext
from reader.terminal_text import clean_line


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line."""

    text: str
    level: int = 0
    """Of a heading, 1 to 6; 0 elsewhere."""
    identifier: str = ""
    """What a link within the text calls a heading."""
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
            case Heading(level, children, identifier):
                yield _heading(level, spoken(children), identifier)
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
    yield replace(first, text=f"{start} {first.text}".strip())
    yield from lines


def _heading(level: int, words: str, identifier: str) -> SpokenLine:
    text = _("heading level {level}: {text}").format(level=level, text=words)
    return SpokenLine(clean_line(text), level, identifier)


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
        yield from _marked(_with_task(mark, item), item.blocks, depth + 1)
        if number is not None:
            number += -1 if block.is_reversed else 1
    yield _line(_("end of list"))


def _with_task(mark: str, item: ListItem) -> str:
    if item.is_checked is None:
        return mark
    text = _("{mark} done:") if item.is_checked else _("{mark} to do:")
    return text.format(mark=mark)


def _table(table: Table) -> Iterator[SpokenLine]:
    """Yield a row a line, each value with the name of its column where the table has names."""
    grid = place_cells(table)
    names = _names(grid)
    yield _line(_size_of(table, grid))
    held: dict[int, Slot] = {}
    for number, row in enumerate(grid.body, 1):
        slots = _with_held(row, held)
        cells = pgettext("between the cells of a spoken row", "; ").join(
            _named(_cell_text(slot.cell) or _("empty"), names.get(slot.column, ""))
            for slot in slots
        )
        yield _line(_("row {number}: {cells}").format(number=number, cells=cells))
        held = {slot.column: _one_row_less(slot) for slot in slots if slot.cell.row_span > 1}
    yield _line(_("end of table"))


def _size_of(table: Table, grid: Grid) -> str:
    rows, columns = len(grid.body), grid.column_count
    if table.caption:
        text = _("table {caption}, rows: {rows}, columns: {columns}")
        return text.format(caption=spoken(table.caption), rows=rows, columns=columns)
    return _("table, rows: {rows}, columns: {columns}").format(rows=rows, columns=columns)


def _names(grid: Grid) -> dict[int, str]:
    """Return the name of each column that has one; a cell over several names all of them."""
    names: dict[int, str] = {}
    for row in grid.header:
        for slot in row:
            for column in range(slot.column, slot.column + slot.span):
                names[column] = f"{names.get(column, '')} {_cell_text(slot.cell)}".strip()
    return names


def _with_held(row: Sequence[Slot], held: Mapping[int, Slot]) -> list[Slot]:
    """Return the cells of a row with those that reach into it from above."""
    own = {slot.column: slot for slot in row}
    return [slot for _column, slot in sorted({**held, **own}.items())]


def _one_row_less(slot: Slot) -> Slot:
    return replace(slot, cell=replace(slot.cell, row_span=slot.cell.row_span - 1))


def _named(text: str, name: str) -> str:
    return _("{column}: {value}").format(column=name, value=text) if name else text


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

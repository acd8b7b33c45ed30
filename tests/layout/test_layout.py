"""Laws that hold for every document at every width."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.links import LinkKind, LinkTarget
from reader.document.nodes import (
    MAX_DEPTH,
    Block,
    BlockQuote,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Details,
    Document,
    Emphasis,
    Figure,
    Footnote,
    FootnoteList,
    FootnoteReference,
    Heading,
    Image,
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
from reader.layout.layout import lay_out
from reader.layout.line import Role
from reader.layout.text.cells import cell_width
from reader.layout.typesetting import Typesetting

LINKS = (
    LinkTarget("https://a.example/新闻?code=1", LinkKind.WEB),
    LinkTarget("javascript:x", LinkKind.REFUSED),
    LinkTarget("#top", LinkKind.FRAGMENT),
)
DRAWN = Role.MARKER | Role.LINK_NUMBER | Role.FOOTNOTE | Role.SPACING

words = st.text(st.sampled_from("中文，。“”（）——ab1.5%-/　 é☺\ufe0f\u0301"), max_size=20)
numbers = st.integers(0, len(LINKS))
leaves = st.one_of(
    st.builds(Text, words),
    st.builds(Code, words),
    st.just(LineBreak()),
    st.builds(FootnoteReference, st.sampled_from(["1", "注"])),
)
inlines = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(
            Styled,
            st.sampled_from([e for e in Emphasis if not e.name.endswith("SCRIPT")]),
            st.lists(inner, max_size=3).map(tuple),
        ),
        st.builds(Link, st.lists(inner, max_size=2).map(tuple), numbers),
    ),
    max_leaves=6,
)
spans = st.lists(inlines, min_size=1, max_size=4).map(tuple)
simple_blocks = st.one_of(
    st.builds(Paragraph, spans),
    st.builds(Heading, st.integers(1, 6), spans),
    st.builds(CodeBlock, words),
)


def nest(inner):
    blocks = st.lists(inner, max_size=3).map(tuple)
    items = st.builds(ListItem, blocks, st.sampled_from([None, None, True, False]))
    return st.one_of(
        st.builds(BlockQuote, blocks),
        st.builds(
            ListBlock,
            st.lists(items, max_size=3).map(tuple),
            st.none() | st.integers(-5, 10_000),
            st.booleans(),
            st.sampled_from("1aAiI"),
        ),
        st.builds(
            DefinitionList,
            st.lists(st.builds(Definition, st.tuples(spans), st.tuples(blocks)), max_size=2).map(
                tuple
            ),
        ),
        st.builds(Figure, blocks, spans),
        st.builds(Details, spans, blocks),
        st.builds(
            FootnoteList,
            st.lists(st.builds(Footnote, st.just("注一"), blocks), max_size=2).map(tuple),
        ),
    )


def nest_tables(inner):
    cells = st.builds(
        TableCell,
        st.lists(inner, max_size=2).map(tuple),
        st.booleans(),
        column_span=st.sampled_from([1, 1, 1, 2, 1000]),
        row_span=st.sampled_from([1, 1, 1, 2, 65534]),
    )
    rows = st.lists(st.lists(cells, max_size=4).map(tuple), max_size=4).map(tuple)
    return st.one_of(nest(inner), st.builds(Table, rows, spans | st.just(())))


plain_documents = st.lists(st.recursive(simple_blocks, nest, max_leaves=8), max_size=4)
all_documents = st.lists(
    st.recursive(
        simple_blocks
        | st.just(ThematicBreak())
        | st.builds(Paragraph, st.tuples(st.builds(Image, words, numbers))),
        nest_tables,
        max_leaves=10,
    ),
    max_size=4,
)
widths = st.integers(2, 60) | st.integers(61, 200)
typesettings = st.builds(
    Typesetting, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans()
)


def words_of(node):
    """Yield the texts below any node in reading order."""
    match node:
        case Text(text) | Code(text) | CodeBlock(text, _) | Image(text, _):
            yield text
        case FootnoteReference():
            pass
        case tuple():
            for child in node:
                yield from words_of(child)
        case Table(rows, caption):
            yield from words_of((caption, rows))
        case _ if hasattr(node, "__dataclass_fields__"):
            for field in node.__dataclass_fields__:
                yield from words_of(getattr(node, field))


def visible(text):
    """Return the visible characters of `text`; a mark belongs to the letter before it."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Mn")


def laid_out_words(layout):
    """Return the full text of the lines, without characters that the layout added."""
    lines = (line.overflow or line for line in layout.lines)
    runs = (run for line in lines for run in line.runs if not run.role & DRAWN)
    return visible("".join(run.text for run in runs))


@given(all_documents, widths, typesettings)
@settings(deadline=None, max_examples=150)
def test_no_line_is_wider_than_the_layout(blocks: list[Block], width_cells, typesetting):
    layout = lay_out(Document(tuple(blocks), LINKS), width_cells, typesetting)

    for line in layout.lines:
        assert sum(cell_width(run.text) for run in line.runs) <= width_cells
        assert cell_width(line.text) <= width_cells


@given(all_documents, widths)
@settings(deadline=None, max_examples=150)
def test_no_line_holds_a_control_character_or_an_empty_run(blocks, width_cells):
    layout = lay_out(Document(tuple(blocks), LINKS), width_cells)

    for line in layout.lines:
        assert not [c for c in line.text if unicodedata.category(c) == "Cc"]
        assert all(run.text for run in line.runs)


@given(plain_documents, widths, typesettings)
@settings(deadline=None, max_examples=150)
def test_all_visible_text_is_there_in_order(blocks, width_cells, typesetting):
    layout = lay_out(Document(tuple(blocks)), width_cells, typesetting)

    assert laid_out_words(layout) == visible("".join(words_of(tuple(blocks))))


@given(all_documents, widths, typesettings)
@settings(deadline=None, max_examples=200)
def test_no_visible_character_is_lost_even_from_tables(blocks, width_cells, typesetting):
    layout = lay_out(Document(tuple(blocks)), width_cells, typesetting)

    written = Counter(visible("".join(words_of(tuple(blocks)))))
    assert written <= Counter(laid_out_words(layout))


@given(all_documents, widths)
@settings(deadline=None, max_examples=80)
def test_neighbouring_runs_differ(blocks, width_cells):
    layout = lay_out(Document(tuple(blocks), LINKS), width_cells)

    for line in layout.lines:
        for left, right in zip(line.runs, line.runs[1:], strict=False):
            assert (left.role, left.link) != (right.role, right.link)


@pytest.mark.parametrize("width_cells", [2, 9, 10, 40])
def test_the_deepest_document_is_laid_out(width_cells):
    blocks: tuple[Block, ...] = (Paragraph((Text("深处的文字"),)),)
    for depth in range(MAX_DEPTH):
        blocks = (
            (BlockQuote(blocks),)
            if depth % 2
            else (ListBlock((ListItem(blocks),), 1, True), ThematicBreak())
        )

    layout = lay_out(Document(blocks), width_cells)

    assert "深处的文字" in laid_out_words(layout).replace("─", "")


def test_a_width_below_one_wide_character_is_refused():
    with pytest.raises(ValueError, match="at least 2"):
        lay_out(Document(()), 1)


def test_a_layout_knows_its_links_by_number():
    layout = lay_out(Document((), LINKS), 40)

    assert layout.links[0] == "https://a.example/新闻?code=1"

"""Plain text of documents and inlines."""

from reader.document.nodes import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    LineBreak,
    Link,
    Styled,
    Text,
)
from reader.document.parsing import parse_body
from reader.document.plain_text import inline_text, visible_text


def test_blocks_stand_on_lines_and_cells_behind_tabs() -> None:
    body = "# a\n\n- b\n- c\n\n> d\n\n|e|f|\n|-|-|\n|g|h|\n\n---\n\ni[^1]\n\n[^1]: j"
    assert visible_text(parse_body(body)) == "a\nb\nc\nd\ne\tf\ng\th\ni[1]\nj"


def test_inlines_of_every_kind_give_their_words() -> None:
    inlines = (
        Text("a"),
        LineBreak(),
        Styled(Emphasis.STRONG, (Code("b"), Link((Text("c"),), 1))),
        Image("d", 2),
        FootnoteReference("3"),
    )
    assert inline_text(inlines) == "a\nbcd[3]"

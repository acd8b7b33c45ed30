from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.parsing import parse_body
from reader.layout.line import Layout, Line, Run
from reader.layout.page import lay_out_part, lay_out_post
from reader.posts.post import Post, PostId
from reader.ui.text.text_anchor import anchor_at_line, block_at_line, line_at_anchor

POST = Post(PostId("a"), "a.md", "A title of some length", datetime(2022, 1, 1, tzinfo=UTC))


def laid_out(body: str, width: int) -> Layout:
    return lay_out_post(POST, parse_body(body), width)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text("甲a b", min_size=1, max_size=60), max_size=8), st.integers(4, 40))
def test_a_line_is_found_again_by_its_place(texts: list[str], width: int) -> None:
    layout = laid_out("\n\n".join(texts), width)
    for line in range(len(layout.lines)):
        assert line_at_anchor(layout, anchor_at_line(layout, line)) == line


def test_a_place_is_the_same_text_at_another_width() -> None:
    body = "\n\n".join(f"第{n}段" + "黄金上涨。" * 20 for n in range(50))
    wide, narrow = laid_out(body, 80), laid_out(body, 20)
    line = next(i for i, line in enumerate(wide.lines) if line.text.startswith("第40段"))
    assert narrow.lines[line_at_anchor(narrow, anchor_at_line(wide, line))].text.startswith(
        "第40段"
    )


def test_a_part_of_a_text_has_the_same_places() -> None:
    document = parse_body("\n\n".join(f"第{n}段" for n in range(50)))
    whole = lay_out_post(POST, document, 20)
    part = lay_out_part(POST, document, 20, first_block=30, max_lines=10)
    line = next(i for i, line in enumerate(whole.lines) if line.text == "第33段")
    assert part.lines[line_at_anchor(part, anchor_at_line(whole, line))].text == "第33段"
    assert block_at_line(whole, line) == 33


@pytest.mark.parametrize("lines", [0, 1, 7])
def test_a_text_without_blocks_has_places_too(lines: int) -> None:
    layout = Layout((Line((Run("x"),)),) * lines, 20)
    for line in range(lines):
        assert line_at_anchor(layout, anchor_at_line(layout, line)) == line

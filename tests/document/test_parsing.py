"""Bodies that are too large, too deep or otherwise hostile still give their text."""

import gc

import pytest

from reader.document.markup.bounds import LONGEST_MARKUP
from reader.document.nodes import CodeBlock, Document, Paragraph, Text
from reader.document.parsing import TOO_LARGE, parse_body
from reader.document.plain_text import visible_text
from reader.liquid_inputs import LiquidInputs


def test_an_empty_body_is_an_empty_document() -> None:
    document = parse_body("")
    assert (document.blocks, document.links, document.notices) == ((), (), ())


def test_variables_fill_liquid_output() -> None:
    assert (
        visible_text(parse_body("{{ page.title }}!", liquid=LiquidInputs(page={"title": "题"})))
        == "题!"
    )


def test_carriage_returns_end_lines() -> None:
    assert visible_text(parse_body("# a\r\n\r\nb\rc")) == "a\nb c"


def test_a_body_like_a_file_name_or_an_address_is_text() -> None:
    assert visible_text(parse_body("post.html", is_html=True)) == "post.html"
    assert visible_text(parse_body("http://a.example", is_html=True)) == "http://a.example"


def test_nul_and_surrogates_show_as_replacements() -> None:
    assert visible_text(parse_body("a\0b\ud800c")) == "a\ufffdb\ufffdc"


def test_a_body_over_the_bound_keeps_all_its_text_and_says_so() -> None:
    body = "<p>开头</p>\n\n" + "中文内容。" * (LONGEST_MARKUP // 5) + "\n\n<b>结尾</b>"
    document = parse_body(body)
    assert document.notices == (TOO_LARGE,)
    text = visible_text(document)
    assert text.startswith("开头\n")
    assert text.count("中文内容。") == LONGEST_MARKUP // 5
    assert document.blocks[-1] == Paragraph((Text("<b>结尾</b>"),))


def test_a_line_of_millions_goes_on_after_a_sentence() -> None:
    document = parse_body("中文。" * LONGEST_MARKUP)
    pieces = [visible_text(Document((block,), ())) for block in document.blocks[1:]]
    assert {len(piece) for piece in pieces[:-1]} == {99_999}
    assert all(piece.endswith("。") for piece in pieces)
    assert visible_text(document).count("中文。") == LONGEST_MARKUP


def test_very_many_lines_over_the_bound_are_one_block() -> None:
    document = parse_body("a\n" * 300_000)
    assert isinstance(document.blocks[-1], CodeBlock)
    assert visible_text(document).count("a") == 300_000


@pytest.mark.parametrize(
    "body",
    [
        *("<div>x" * 10_000, "<a" * 20_000, "<!--" * 20_000, "&#" + "1" * 100_000),
        *("<table><tr><td>" * 5_000, "<b>x" * 10_000, "<ul><li>" * 5_000, "<pre>" * 10_000),
        *(
            ">" * 10_000 + "x",
            "[" * 50_000,
            "![" * 10_000,
            "*" * 100_000,
            "`" * 50_001,
            "~" * 50_000,
        ),
        *("- " * 5_000 + "x", "|" * 20_000 + "\n" + "|-" * 20_000, "{%" * 50_000, "{{" * 50_000),
        "\n".join("  " * depth + "- x" for depth in range(300)),
    ],
    ids=lambda body: body[:8].replace("\n", " "),
)
@pytest.mark.parametrize("is_html", [False, True])
def test_a_hostile_body_gives_a_document(body: str, is_html: bool) -> None:
    visible_text(parse_body(body, is_html=is_html))


def test_text_at_the_bottom_of_deep_nesting_is_kept() -> None:
    assert visible_text(parse_body("<div><blockquote>" * 5_000 + "底", is_html=True)) == "底"
    assert visible_text(parse_body("> " * 5_000 + "底")).endswith("底")
    lists = "\n".join("  " * depth + f"- {depth}x" for depth in range(100))
    shown = visible_text(parse_body(lists))
    assert all(f"{depth}x" in shown for depth in range(100))


def test_a_long_text_leaves_no_garbage_that_would_stop_every_thread_to_be_found() -> None:
    body = "".join(
        f"<div><p>第{n}段，<b>黄金</b><a href='/{n}'>上涨</a></p></div>" for n in range(1000)
    )
    parse_body(body)
    gc.collect()
    gc.disable()
    try:
        parse_body(body)
        assert gc.collect() < 500
    finally:
        gc.enable()

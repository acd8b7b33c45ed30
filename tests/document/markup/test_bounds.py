"""How much of a body is parsed as markup."""

from hypothesis import given
from hypothesis import strategies as st

from reader.document.markup.bounds import LARGEST_COST, LONGEST_MARKUP, TAG_COST, split_markup


def test_an_ordinary_body_is_parsed_whole() -> None:
    body = "<p>中文 *b* [c](d)</p>\n\n" * 500
    assert split_markup(body, is_html=False) == (body, "")


def test_a_long_body_is_cut_between_paragraphs() -> None:
    markup, rest = split_markup(("中" * 997 + "。\n\n") * 1200, is_html=False)
    assert LONGEST_MARKUP - 2000 < len(markup) <= LONGEST_MARKUP
    assert markup.endswith("。\n\n")
    assert rest.startswith("中")


def test_a_body_of_too_many_tags_is_cut_behind_a_tag() -> None:
    markup, rest = split_markup("<p>a" * 100_000, is_html=True)
    assert markup.count("<") <= LARGEST_COST // TAG_COST
    assert markup.endswith("<p>")
    assert rest.startswith("a<p>")


def test_lines_that_may_continue_deep_quotes_are_dearer() -> None:
    plain, _ = split_markup("a\n" * 50_000, is_html=False)
    quoted, _ = split_markup(">" * 50 + "a\n" * 50_000, is_html=False)
    assert len(quoted) < len(plain) / 2


@given(st.text(max_size=200), st.booleans())
def test_nothing_is_lost_between_the_two_parts(body: str, is_html: bool) -> None:
    assert "".join(split_markup(body, is_html=is_html)) == body

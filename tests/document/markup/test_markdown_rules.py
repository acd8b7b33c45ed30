"""Small rules that rewrite Markdown; what they mean stands in the fixtures."""

from hypothesis import given
from hypothesis import strategies as st

from reader.document.markup.markdown.indents import MAX_LEVELS, dedent_html, limit_levels
from reader.document.markup.markdown.kramdown.terms import MAX_DESCRIPTIONS, mark_terms, split_terms
from reader.document.markup.markdown.math import hide_formulas
from reader.document.markup.markdown.rendering import render_markdown
from reader.document.markup.markdown.sentinels import hide, hide_lone_tildes, restore

_TEXTS = st.text(alphabet="$~|:\\_*^[]()!`<>a1 \n中", max_size=80)

_HTML_LINES = st.text(alphabet="$~|:\\_*^[]()!`<>=/{#}a1 中", max_size=40).map("<p>{}".format)
_AFTER_HTML = st.one_of(
    _TEXTS,
    st.sampled_from(
        [
            *("|甲|乙|\n|-|-|\n|丙|丁|", "甲\n: 乙", ": 甲", "    <b>甲</b>", "甲[^1]\n\n[^1]: 乙"),
            *(
                "[甲] [a]\n\n[a]: /b",
                "*[a1]: 甲\n\na1",
                "<div markdown=1>\n*甲*\n</div>",
                "```\n甲",
            ),
            *("{::options parse_block_html='true' /}", "甲\n{: .b}", "\ufeff甲", "$$\n甲_乙_\n$$"),
        ]
    ),
)


@given(_TEXTS)
def test_what_a_sentinel_stands_for_comes_back(text: str) -> None:
    assert restore(hide(text)) == text
    assert restore(hide_lone_tildes(text)) == text
    assert split_terms(mark_terms(text)) == text


@given(_TEXTS.filter(lambda text: "$$" not in text))
def test_a_formula_comes_back(text: str) -> None:
    assert restore(hide_formulas(text)) == text


def test_a_sentinel_in_an_address_comes_back() -> None:
    assert 'href="/~a/$b_c$"' in render_markdown("[d](/~a/$b_c$)")


def test_a_line_nested_too_deep_keeps_its_further_marks() -> None:
    assert limit_levels("> " * 30 + "a") == "> " * MAX_LEVELS + "\\" + "> " * 8 + "a"
    assert limit_levels("1. " * 30 + "a") == "1. " * MAX_LEVELS + "1\\" + ". " + "1. " * 7 + "a"


def test_a_break_and_code_are_not_nested() -> None:
    for text in ("- " * 30, "-" * 30, "* " * 30 + "\n", "```\n" + "> " * 30 + "a\n```"):
        assert limit_levels(text) == text


def test_html_is_dedented_only_behind_html() -> None:
    for text in ("a\n\n    <p>b", "<div>\n\n    a", "```\n<div>\n\n    <p>\n```"):
        assert dedent_html(text) == text
    assert dedent_html("<div>\n\n    <p>\n\n\t<b>") == "<div>\n\n<p>\n\n<b>"


def test_a_long_definition_list_is_cut_and_put_together_again() -> None:
    html = render_markdown("甲\n: 乙\n\n" * (MAX_DESCRIPTIONS + 1))
    assert html.count("<dl>") == 1
    assert html.count("<dd>乙</dd>") == MAX_DESCRIPTIONS + 1


def test_too_many_descriptions_in_a_quote_are_paragraphs() -> None:
    html = render_markdown("> 甲\n> : 乙\n>\n" * (MAX_DESCRIPTIONS + 1))
    assert html.count(": 乙") == MAX_DESCRIPTIONS + 1


@given(_HTML_LINES, st.sampled_from(["\n", "\n\n", "\n \n", "\n\n\n"]), _AFTER_HTML)
def test_html_in_the_first_line_is_read_as_further_below(line: str, gap: str, rest: str) -> None:
    text = line + gap + rest
    assert render_markdown(text) == render_markdown(f"\n{text}")

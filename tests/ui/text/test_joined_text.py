from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.nodes import Document
from reader.document.parsing import parse_body
from reader.layout.layout import lay_out
from reader.layout.line import Layout
from reader.ui.text.joined_text import JoinedText


def laid_out(body: str, width: int = 20) -> Layout:
    document: Document = parse_body(body)
    return lay_out(document, width)


def joined(body: str, width: int = 20) -> str:
    return JoinedText(laid_out(body, width)).text


def test_chinese_is_joined_without_a_space() -> None:
    text = "当技术手段让物理空间变得可压缩，距离就不再是一个难题。"
    assert joined(text) == text


def test_words_are_joined_with_a_space() -> None:
    text = "The quick brown fox jumps over the lazy dog and rests."
    assert joined(text) == text


def test_a_divided_address_is_whole_again() -> None:
    address = "https://a.example/a/long/address?with=many&parts=1"
    assert joined(f"[x]({address})").endswith(f"[1] {address}")


def test_paragraphs_and_items_stay_apart() -> None:
    assert joined("one\n\ntwo\n\n- three\n- four\n").split("\n") == [
        "one",
        "",
        "two",
        "",
        "• three",
        "• four",
    ]


def test_a_hard_break_stays() -> None:
    assert joined("one  \ntwo") == "one\ntwo"


def test_the_bars_of_a_quote_are_left_out() -> None:
    text = "央行决定降准百分之零点五，下个月起实行。"
    assert joined(f"> {text}") == text


def test_lines_of_code_stay_apart() -> None:
    assert joined("```\nif x:\n    y = 1\n```") == "if x:\n    y = 1"


@settings(deadline=None, max_examples=60)
@given(
    st.text("央行降准，。 abc-1%\n>*`", max_size=80),
    st.integers(2, 30),
)
def test_every_part_says_what_the_joined_text_says(body: str, width: int) -> None:
    layout = laid_out(body, width)
    text = JoinedText(layout)
    for place, character in enumerate(text.text):
        for part in text.parts(place, place + 1):
            assert layout.lines[part.line].text[part.start : part.end] == character

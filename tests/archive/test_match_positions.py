import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive.match_positions import asked_words, positions_of
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.parser import parse_query
from reader.archive.search.tokens import compile_words, tokenize
from reader.archive.snippets import make_snippet

ALPHABET = st.text("降准银行台臺ABab1.5% ，。-,２²①’\u0301ｶﾞ\u1112\u1161㎡\xad", max_size=20)


def found(query: str, text: str, *, in_title: bool = False) -> list[str]:
    words = asked_words(parse_query(query).condition)
    return [text[span.start : span.end] for span in positions_of(words, text, in_title=in_title)]


@pytest.mark.parametrize(
    ("query", "text", "wanted"),
    [
        ("降准", "央行降准，再降准。", ["降准", "降准"]),
        ("tes", "特斯拉Tesla和test", ["Tesla", "test"]),
        ("TESLA", "ｔｅｓｌａ", ["ｔｅｓｌａ"]),
        ("98.5%", "约98.5%。", ["98.5%"]),
        ("台湾", "臺灣", ["臺灣"]),
        ("降准 or 黄金", "黄金与降准", ["黄金", "降准"]),
        ("降准 -黄金", "黄金与降准", ["降准"]),
        ("tag:降准", "降准", []),
        ("人民 民币", "人民币", ["人民币"]),
        ("title:降准", "降准", []),
        ("1299", "价1,299.00元", ["1,299"]),
        ("2024", "①2024年", ["2024"]),
        ("don't", "I don’t know", ["don’t"]),
        ("국", "\u1112\u1161\u11ab\u1100\u116e\u11a8", ["\u1100\u116e\u11a8"]),
        ("データ", "ﾃﾞｰﾀ", ["ﾃﾞｰﾀ"]),
        ("㎡", "100㎡", ["㎡"]),
    ],
)
def test_words_are_found_where_they_stand(query: str, text: str, wanted: list[str]) -> None:
    assert found(query, text) == wanted


def test_words_of_the_title_are_found_in_the_title_alone() -> None:
    assert found("title:降准", "降准", in_title=True) == ["降准"]
    assert found("text:降准", "降准", in_title=True) == []


@given(ALPHABET, ALPHABET, st.booleans())
def test_a_place_is_found_where_search_finds_the_words(
    word: str, text: str, is_whole: bool
) -> None:
    spans = positions_of([Words(word, Where.ANYWHERE, is_whole)], text, in_title=False)
    is_found = bool(tokenize(word)) and compile_words(word, is_whole=is_whole)(tokenize(text))
    assert bool(spans) == is_found


def test_a_snippet_begins_at_the_sentence_of_the_hit() -> None:
    text = "第一句很长很长很长很长很长很长很长。其中央行降准。后面"
    snippet = make_snippet(text, [Words("降准")])
    assert snippet.text == "…其中央行降准。后面"
    (span,) = snippet.spans
    assert snippet.text[span.start : span.end] == "降准"


def test_a_snippet_without_a_hit_is_the_beginning() -> None:
    snippet = make_snippet("开头\n第二段", [Words("x")])
    assert (snippet.text, snippet.spans) == ("开头 第二段", ())


@given(ALPHABET, st.text("降准银行 a\n。", max_size=400))
def test_what_a_snippet_marks_lies_in_it(word: str, text: str) -> None:
    snippet = make_snippet(text, [Words(word)])
    assert all(0 <= span.start < span.end <= len(snippet.text) for span in snippet.spans)
    assert "\n" not in snippet.text

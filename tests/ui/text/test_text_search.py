import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.parsing import parse_body
from reader.errors import PatternError
from reader.layout.layout import lay_out
from reader.layout.line import Layout, Line, Run
from reader.ui.text.find_pattern import FindPattern, read_pattern
from reader.ui.text.text_search import Hits, SearchableText

visible = st.characters(exclude_categories=["C"])


def find(text: str, *patterns: str, width: int = 80) -> Hits:
    lines = tuple(Line((Run(part),) if part else ()) for part in text.split("\n"))
    searched = SearchableText(Layout(lines, width, (), frozenset()))
    return searched.find(*map(read_pattern, patterns))


def cells(hits: Hits) -> list[tuple[int, int, int]]:
    """Line, first cell and first cell after it of every mark."""
    lines = range(len(hits.layout.lines))
    return [(line, mark.start, mark.end) for line in lines for mark in hits.marks_on(line)]


def test_every_place_is_found_in_order() -> None:
    assert cells(find("a b a\n\nba", "a")) == [(0, 0, 1), (0, 4, 5), (2, 1, 2)]


def test_letter_case_and_width_do_not_matter() -> None:
    assert cells(find("ＡＢＣ def", "abc D")) == [(0, 0, 8)]


def test_accents_and_traditional_characters_do_not_matter() -> None:
    assert cells(find("Café 發展", "CAFE")) == [(0, 0, 4)]
    assert cells(find("Café 發展", "发展")) == [(0, 5, 9)]
    assert cells(find("发展", "發展")) == [(0, 0, 4)]


def test_cells_are_counted_not_characters() -> None:
    assert cells(find("央行降准了", "降准")) == [(0, 4, 8)]


def test_a_character_that_folds_to_more_than_one_is_covered_whole() -> None:
    assert cells(find("Straße, Straße", "ss")) == [(0, 4, 5), (0, 12, 13)]


def test_a_hit_goes_over_the_end_of_a_line() -> None:
    body = "甲乙丙丁戊己庚辛壬癸"
    hits = SearchableText(lay_out(parse_body(body), 12)).find(FindPattern("己庚"))
    assert len(hits) == 1
    assert cells(hits) == [(0, 10, 12), (1, 0, 2)]


def test_a_phrase_goes_over_the_end_of_a_line_at_its_space() -> None:
    hits = SearchableText(lay_out(parse_body("gold rises and falls"), 10)).find(
        FindPattern("RISES and")
    )
    assert len(hits) == 1


def test_no_hit_goes_from_one_paragraph_to_the_next() -> None:
    assert not find("one\n\ntwo", "one two")


def test_a_space_beside_chinese_is_a_matter_of_taste() -> None:
    assert find("企业AI应用", "企业 AI 应用")
    assert find("企业 AI 应用", "企业ai应用")


def test_a_regular_expression_stands_after_a_slash() -> None:
    assert cells(find("98.5% and 62.1%", r"/\d+\.\d+%/")) == [(0, 0, 5), (0, 10, 15)]
    assert cells(find("98.5%", r"/\D")) == [(0, 2, 3), (0, 4, 5)]


def test_a_slash_alone_finds_nothing() -> None:
    assert not find("a/b", "/")


def test_a_broken_expression_says_so() -> None:
    with pytest.raises(PatternError, match="not a regular expression"):
        find("abc", "/(a")


def test_an_expression_that_would_never_end_is_given_up() -> None:
    with pytest.raises(PatternError, match="too long"):
        find("a" * 80, "/(?:a|aa)+c/")


def test_several_words_are_found_at_once() -> None:
    assert cells(find("gold and silver", "silver", "gold")) == [(0, 0, 4), (0, 9, 15)]


def test_a_character_that_stands_for_several_is_hit_once() -> None:
    assert cells(find("\N{AEGEAN NUMBER ONE HUNDRED}", "0")) == [(0, 0, 1)]


def test_the_first_hit_from_a_line_on_is_told_and_after_the_last_the_first() -> None:
    hits = find("a\nb\na\nb", "a")
    assert [hits.first_from(line) for line in range(4)] == [0, 1, 1, 0]


@settings(deadline=None)
@given(st.text(visible, max_size=20), st.text(visible, min_size=1, max_size=3))
def test_hits_lie_in_their_line_and_do_not_overlap(text: str, words: str) -> None:
    marks = cells(find(text, words.lstrip("/") or "x"))
    ends = [0, *(end for _, _, end in marks)]
    assert all(end <= start <= after for end, (_, start, after) in zip(ends, marks, strict=False))


@settings(deadline=None)
@given(st.text("甲發a9 　%(\\[.*Ａéß/…－-´", min_size=1, max_size=20))
def test_a_text_is_found_in_itself(text: str) -> None:
    words = text.strip(" 　")
    assert find(f"x {text} y", f"x {words} y" if words else "x")

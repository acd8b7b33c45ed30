from hypothesis import given, settings
from hypothesis import strategies as st

from reader.layout.line import Line, Run
from reader.ui.text_search import Hit, find_hits

visible = st.characters(exclude_categories=["C"])


def lines(*texts: str) -> list[Line]:
    return [Line((Run(text),)) for text in texts]


def test_every_place_is_found_in_order() -> None:
    assert find_hits(lines("a b a", "", "ba"), "a") == [Hit(0, 0, 1), Hit(0, 4, 5), Hit(2, 1, 2)]


def test_letter_case_and_width_do_not_matter() -> None:
    assert find_hits(lines("ＡＢＣ def"), "abc D") == [Hit(0, 0, 8)]


def test_cells_are_counted_not_characters() -> None:
    assert find_hits(lines("央行降准了"), "降准") == [Hit(0, 4, 8)]


def test_a_character_that_folds_to_more_than_one_is_covered_whole() -> None:
    assert find_hits(lines("Straße"), "ss") == [Hit(0, 4, 5)]


def test_nothing_is_found_for_nothing() -> None:
    assert find_hits(lines("abc"), "") == []


@settings(deadline=None)
@given(st.text(visible, max_size=20), st.text(visible, min_size=1, max_size=3))
def test_hits_lie_in_their_line_and_do_not_overlap(text: str, words: str) -> None:
    hits = find_hits(lines(text), words)
    ends = [0, *(hit.end for hit in hits)]
    assert all(end <= hit.start <= hit.end for end, hit in zip(ends, hits, strict=False))

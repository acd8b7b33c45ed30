from hypothesis import given
from hypothesis import strategies as st

from reader.document.parsing import parse_body
from reader.layout.layout import lay_out
from reader.layout.line import Layout
from reader.ui.text.link_positions import hint_letters, link_positions, next_link, previous_link


def laid_out(body: str, width: int = 40) -> Layout:
    return lay_out(parse_body(body), width)


def places(layout: Layout) -> list:
    return list(link_positions(layout.lines, 0, len(layout.lines)))


def test_a_link_stands_in_the_text_and_in_the_list_below_it() -> None:
    layout = laid_out("See [here](https://a.example).")
    assert [(place.number, place.line, place.start) for place in places(layout)] == [
        (1, 0, 4),
        (1, 3, 0),
    ]


def test_a_link_over_a_line_end_is_one_place() -> None:
    layout = laid_out("甲乙丙丁[戊己庚辛壬癸](https://a.example/)子丑", 12)
    first = places(layout)[0]
    assert len(first.parts) > 1
    assert first.parts[0].line == 0
    assert first.parts[1].line == 1


def test_two_links_side_by_side_are_two_places() -> None:
    layout = laid_out("[a](https://a.example/1)[b](https://a.example/2)")
    assert [place.number for place in places(layout)][:2] == [1, 2]


def test_an_image_is_told_apart() -> None:
    layout = laid_out("![cat](https://a.example/cat.png)")
    assert places(layout)[0].is_image


def test_next_and_previous_go_through_all_places() -> None:
    layout = laid_out("[a](https://a.example/1) and [b](https://a.example/2)\n\n[c](x)")
    forward, at = [], None
    while (place := next_link(layout.lines, at, 0)) is not None:
        forward.append(place)
        at = (place.line, place.start)
    back, at = [], None
    while (place := previous_link(layout.lines, at, len(layout.lines) - 1)) is not None:
        back.append(place)
        at = (place.line, place.start)
    assert forward == places(layout)
    assert back == forward[::-1]


@given(st.integers(0, 600))
def test_no_letters_are_the_start_of_others(count: int) -> None:
    letters = hint_letters(count)
    assert len(set(letters)) == count
    assert len({len(word) for word in letters}) <= 1

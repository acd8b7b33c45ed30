from hypothesis import given
from hypothesis import strategies as st

from reader.document.parsing import parse_body
from reader.layout.layout import lay_out
from reader.layout.line import Layout
from reader.layout.text.cells import cell_width
from reader.layout.typesetting import Typesetting
from reader.ui.text.sideways_view import SidewaysView

CODE = "".join(chr(ord("a") + n % 26) for n in range(100))


def wide(width: int = 30) -> Layout:
    document = parse_body(f"```\n{CODE}\n```\n\nplain")
    return lay_out(document, width, Typesetting(scrolls_wide_blocks=True))


def test_a_wide_line_moves_and_stops_at_its_end() -> None:
    view = SidewaysView(wide())
    assert view.move([0], 8) is True
    assert view.line(0).text.startswith("  ‹")
    while view.move([0], 8):
        pass
    assert view.line(0).text.endswith(CODE[-5:])
    assert view.move([0], 8) is False


def test_lines_that_fit_do_not_move() -> None:
    layout = wide()
    assert SidewaysView(layout).move([len(layout.lines) - 1], 8) is None


@given(st.integers(0, 99), st.integers(1, 5), st.integers(0, 80))
def test_cells_that_are_brought_into_sight_are_to_be_seen(
    start: int, length: int, offset: int
) -> None:
    view = SidewaysView(wide())
    view.move([0], offset)
    end = min(start + length, 100)
    view.bring_into_sight(0, start + 2, end + 2)
    first, last = view.shown(0, start + 2, end + 2)
    assert last - first == end - start
    shown = view.line(0).text[first:last]
    assert all(one in (other, *"‹›") for one, other in zip(shown, CODE[start:end], strict=True))


@given(st.integers(0, 90), st.integers(0, 101), st.integers(1, 10))
def test_nothing_is_shown_outside_of_the_layout(offset: int, start: int, length: int) -> None:
    layout = wide()
    view = SidewaysView(layout)
    view.move([0], offset)
    first, last = view.shown(0, start, start + length)
    assert first == last or 0 <= first < last <= layout.width_cells
    assert cell_width(view.line(0).text) <= layout.width_cells

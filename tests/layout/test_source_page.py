from hypothesis import given
from hypothesis import strategies as st

from reader.layout.source_page import lay_out_source
from reader.layout.text.cells import cell_width


def test_every_line_stands_as_it_is() -> None:
    layout = lay_out_source("---\ntitle: x\n---\n\n# A\n", 20)
    assert [line.text for line in layout.lines] == ["---", "title: x", "---", "", "# A", ""]


def test_a_line_that_is_too_wide_is_divided_and_stays_one_block() -> None:
    layout = lay_out_source("甲乙丙丁戊\nx", 4)
    assert [line.text for line in layout.lines] == ["甲乙", "丙丁", "戊", "x"]
    assert layout.block_lines == (0, 3)


def test_tabs_go_to_the_next_eighth_column() -> None:
    assert lay_out_source("a\tb\t\tc", 40).lines[0].text == "a       b               c"


def test_controls_are_made_visible() -> None:
    assert lay_out_source("\x1b[31mred", 20).lines[0].text == "␛[31mred"


@given(st.text(max_size=200), st.integers(2, 40))
def test_no_line_is_wider_than_the_width(source: str, width: int) -> None:
    layout = lay_out_source(source, width)
    assert all(cell_width(line.text) <= width for line in layout.lines)

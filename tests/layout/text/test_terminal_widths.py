import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from reader.layout.text.cells import cell_width, graphemes


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("👍🏽", 2),
        ("का", 2),
        ("क्", 1),
        ("〮", 0),
    ],
)
def test_terminals_draw_it_in_so_many_columns(text: str, cells: int) -> None:
    assert cell_width(text) == cells
    assert cell_len(text) == cells


@given(st.text(st.sampled_from("a中👍🏽☝\ufe0f👩कि्ा ")))
def test_the_layout_and_rich_agree(text: str) -> None:
    assert cell_width(text) == cell_len(text) == sum(cells for _, cells in graphemes(text))


@given(st.text(st.sampled_from("a中कि्ा ")), st.integers(0, 20))
def test_a_cut_takes_the_columns_it_says(text: str, cut: int) -> None:
    left, right = Segment(text).split_cells(cut)
    if cut < cell_len(text):
        assert cell_len(left.text) == cut
        assert cell_len(right.text) == cell_len(text) - cut

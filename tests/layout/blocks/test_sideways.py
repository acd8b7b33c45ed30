import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.layout.blocks.sideways import clip_runs, cut_wide_lines, slide
from reader.layout.line import Role, Run
from reader.layout.text.cells import cell_width

texts = st.text(st.sampled_from("ab中文 é\u0301👨\u200d👩"), min_size=1, max_size=30)
rows = st.lists(
    st.lists(st.builds(Run, texts, st.sampled_from([Role.TEXT, Role.CODE])), max_size=3).map(tuple),
    max_size=4,
)


def test_what_is_narrow_enough_is_not_cut():
    assert cut_wide_lines([(Run("abc"),), (Run("中"),)], 3) is None


def test_a_cut_line_says_that_there_is_more():
    cut, short = cut_wide_lines([(Run("abcdefgh"),), (Run("xyz"),)], 5)

    assert cut.text == "abcd›"
    assert short.text == "xyz"
    assert cut.overflow.block is short.overflow.block
    assert cut.overflow.block.hidden_cells == 3
    assert cut.whole_text == "abcdefgh"


@pytest.mark.parametrize(
    ("offset", "shown"), [(0, "abcd›"), (1, "‹cde›"), (2, "‹def›"), (3, "‹efgh")]
)
def test_a_line_moves_sideways(offset, shown):
    (line,) = cut_wide_lines([(Run("abcdefgh"),)], 5)

    assert slide(line, offset, 5).text == shown


def test_the_first_column_stays():
    (line,) = cut_wide_lines([(Run("甲│"), Run("bcdefghijkl"))], 9, fixed_cells=3)

    assert line.text == "甲│bcdef›"
    assert slide(line, 5, 9).text == "甲│‹hijkl"


def test_a_first_column_that_leaves_no_room_moves_too():
    (line,) = cut_wide_lines([(Run("甲乙丙│b"),)], 6, fixed_cells=7)

    assert line.overflow.fixed_cells == 0


def test_half_a_character_is_blank():
    assert [run.text for run in clip_runs([Run("中文字")], 1, 5)] == [" 文 "]
    assert [run.text for run in clip_runs([Run("中")], 1, 2)] == [" "]


@given(rows, st.integers(2, 20), st.integers(0, 12), st.data())
@settings(deadline=None)
def test_no_moved_line_is_wider_than_the_width(rows, width_cells, fixed_cells, data):
    lines = cut_wide_lines(rows, width_cells, fixed_cells)
    for line in lines or ():
        hidden = line.overflow.block.hidden_cells if line.overflow else 0
        offset = data.draw(st.integers(0, hidden))
        assert cell_width(slide(line, offset, width_cells).text) <= width_cells


@given(rows, st.integers(0, 30), st.integers(0, 30))
@settings(deadline=None)
def test_a_clipped_line_is_as_wide_as_its_window(rows, start, length):
    for runs in rows:
        whole = sum(cell_width(run.text) for run in runs)
        clipped = clip_runs(runs, start, start + length)
        assert sum(cell_width(run.text) for run in clipped) == max(
            0, min(whole, start + length) - min(start, whole)
        )

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.parsing import parse_body
from reader.layout.layout import compose_layout, lay_out
from reader.layout.line import Line, Run

BODY = (
    "# 标题\n\n一段长长的文字，分成几行。\n\n- 甲\n- 乙\n\n> 引\n\n" * 4 + "[网](https://a.example)"
)
DOCUMENT = parse_body(BODY)


@given(st.integers(2, 60), st.integers(1, 100))
@settings(deadline=None)
def test_the_first_lines_of_a_part_are_those_of_the_whole(width_cells, max_lines):
    header = [Line((Run("题"),))]
    whole = compose_layout(header, DOCUMENT, width_cells)
    part = compose_layout(header, DOCUMENT, width_cells, max_lines=max_lines)

    assert part.lines == whole.lines[: len(part.lines)]
    assert part.is_whole == (len(part.lines) == len(whole.lines))
    assert part.block_lines == whole.block_lines[: len(part.block_lines)]
    assert part.is_whole or len(part.lines) >= max_lines


@given(st.integers(2, 60), st.integers(0, 16), st.integers(1, 100))
@settings(deadline=None)
def test_a_part_from_a_block_on_is_what_the_whole_shows_there(width_cells, block, max_lines):
    whole = lay_out(DOCUMENT, width_cells)
    part = compose_layout([], DOCUMENT, width_cells, first_block=block, max_lines=max_lines)

    start = whole.block_lines[block]
    assert part.lines == whole.lines[start : start + len(part.lines)]
    assert part.first_block == block
    assert part.block_lines[0] == 0

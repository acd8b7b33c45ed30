import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.layout.line import Role, Run
from reader.layout.text.cells import cell_width
from reader.layout.text.spacing import set_paragraph
from reader.layout.typesetting import Typesetting

GAPS = Typesetting(has_script_gaps=True)
JUSTIFIED = Typesetting(is_justified=True)
HANGING = Typesetting(hangs_punctuation=True)


def texts(lines):
    return [line.text for line in lines]


def copied(lines):
    """Return the text of the lines without added space."""
    return "".join(
        "".join(run.text for run in line.runs if not run.role & Role.SPACING) + (line.joint or "")
        for line in lines
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("用IoT技术", "用 IoT 技术"),
        ("增长3.5%左右", "增长 3.5% 左右"),
        ("用 IoT 技术", "用 IoT 技术"),
        ("（IoT）", "（IoT）"),
        ("2021年9月", "2021\xa0年\xa09\xa0月"),
    ],
)
def test_a_hair_of_space_stands_between_han_and_latin(text, shown):
    lines = set_paragraph([Run(text)], 40, GAPS)

    assert texts(lines) == [shown]
    assert copied(lines) == text


def test_no_hair_of_space_stands_in_code_or_before_a_number_of_a_link():
    runs = [Run("见"), Run("码a", Role.CODE), Run("字"), Run("[1]", Role.LINK_NUMBER, 1)]

    assert texts(set_paragraph(runs, 40, GAPS)) == ["见码a 字[1]"]


def test_a_hair_of_space_at_a_line_end_is_not_copied():
    lines = set_paragraph([Run("出海寻找IoT技术")], 9, GAPS)

    assert texts(lines) == ["出海寻找", "IoT 技术"]
    assert copied(lines) == "出海寻找IoT技术"


def test_a_paragraph_can_begin_two_characters_in():
    lines = set_paragraph([Run("当技术手段让物理空间变得可压缩")], 20, GAPS, is_indented=True)

    assert texts(lines) == ["　　当技术手段让物理", "空间变得可压缩"]
    assert copied(lines) == "当技术手段让物理空间变得可压缩"


def test_a_narrow_paragraph_has_no_indent():
    assert texts(set_paragraph([Run("当技术")], 10, GAPS, is_indented=True)) == ["当技术"]


def test_justified_lines_end_at_one_column():
    text = "当技术手段让物理空间变得“可压缩”，距离就不再是a难题。在商业领域寻找市场"
    *full, last = set_paragraph([Run(text)], 31, JUSTIFIED)

    assert {cell_width(line.text) for line in full} == {31}
    assert cell_width(last.text) < 31


def test_a_line_that_is_much_too_short_is_not_justified():
    text = "短短 " + "x" * 30

    assert texts(set_paragraph([Run(text)], 32, JUSTIFIED))[0] == "短短"


def test_a_closing_mark_may_hang():
    text = "一二三四五六七八九十一二三四五六七八九。后"

    assert texts(set_paragraph([Run(text)], 40, HANGING)) == [text[:20], "后"]
    assert texts(set_paragraph([Run(text)], 40, Typesetting())) == [text[:20], "后"]
    assert texts(set_paragraph([Run("零" + text)], 42, HANGING)) == ["零" + text[:20], "后"]


parts = st.sampled_from(["中文", "a", "b1", "3.5%", "，", "。", "“", "”", " ", "IoT", "é"])
styles = st.builds(Typesetting, st.booleans(), st.just(True), st.booleans(), st.booleans())


@given(st.lists(parts, max_size=50).map("".join), st.integers(2, 60), styles, st.booleans())
@settings(deadline=None)
def test_no_choice_makes_a_line_too_wide_or_changes_the_text(text, width, style, is_indented):
    lines = set_paragraph([Run(text)], width, style, is_indented=is_indented)

    assert all(cell_width(line.text) <= width for line in lines)
    assert copied(lines).strip(" ") == text.strip(" ")

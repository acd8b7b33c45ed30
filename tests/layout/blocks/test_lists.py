import pytest

from reader.document.nodes import (
    Definition,
    DefinitionList,
    Footnote,
    FootnoteList,
    ListBlock,
    ListItem,
    Paragraph,
    Text,
)
from reader.layout.blocks.block_context import BlockContext
from reader.layout.blocks.block_layout import lay_out_blocks


def paragraph(text):
    return Paragraph((Text(text),))


def item(text, *more, is_checked=None):
    return ListItem((paragraph(text), *more), is_checked)


def laid_out(block, width_cells=20):
    return [line.text for line in lay_out_blocks([block], BlockContext(width_cells))]


def test_bullets_change_with_depth_and_lines_hang():
    third = ListBlock((item("三"),), None, True)
    second = ListBlock((item("二", third),), None, True)
    first = ListBlock((item("第一项很长很长", second),), None, True)

    assert laid_out(first, 14) == ["• 第一项很长很", "  长", "  ◦ 二", "    ▪ 三"]


def test_a_loose_list_has_blank_lines_between_its_items():
    assert laid_out(ListBlock((item("一"), item("二")), None, False)) == ["• 一", "", "• 二"]


def test_paragraphs_of_one_item_stay_apart_even_in_a_tight_list():
    block = ListBlock((item("一", paragraph("又一")), item("二")), None, True)

    assert laid_out(block) == ["• 一", "", "  又一", "• 二"]


def test_numbers_stand_to_the_right():
    block = ListBlock(tuple(item(text) for text in "甲乙丙"), 8, True)

    assert laid_out(block) == [" 8. 甲", " 9. 乙", "10. 丙"]


@pytest.mark.parametrize(
    ("numbering", "start", "marker"),
    [
        ("a", 1, "a. "),
        ("A", 27, "AA. "),
        ("i", 4, "iv. "),
        ("I", 1994, "MCMXCIV. "),
        ("I", 4000, "4000. "),
        ("a", 0, "0. "),
        ("1", -3, "-3. "),
    ],
)
def test_numberings_are_those_of_html(numbering, start, marker):
    assert laid_out(ListBlock((item("甲"),), start, True, numbering)) == [f"{marker}甲"]


def test_a_task_shows_whether_it_is_done():
    block = ListBlock((item("一", is_checked=True), item("二", is_checked=False)), None, True)

    assert laid_out(block) == ["☑ 一", "☐ 二"]


def test_an_empty_item_keeps_its_bullet():
    assert laid_out(ListBlock((ListItem(()), item("二")), None, True)) == ["•", "• 二"]


def test_a_margin_that_leaves_no_room_is_given_up():
    block = ListBlock((item("短"), item("很长的文字")), 10, True)

    assert laid_out(block, 8) == ["10. 短", "11.", "很长的文", "字"]


def test_a_definition_stands_below_its_terms():
    block = DefinitionList(
        (
            Definition(((Text("市盈率"),), (Text("PE"),)), ((paragraph("股价除以每股收益"),),)),
            Definition(((Text("净利"),),), ((paragraph("余下的"),),)),
        )
    )

    assert laid_out(block, 14) == [
        "市盈率",
        "PE",
        "  股价除以每股",
        "  收益",
        "",
        "净利",
        "  余下的",
    ]


def test_footnotes_stand_below_a_short_rule():
    block = FootnoteList((Footnote("1", (paragraph("来源"),)), Footnote("注", ())))

    assert laid_out(block) == ["────────────", "[^1] 来源", "[^注]"]


def test_numbers_go_down_and_on_from_an_items_own():
    items = (item("甲"), ListItem((paragraph("乙"),), None, 7), item("丙"))

    assert laid_out(ListBlock(items, 3, True, is_reversed=True)) == ["3. 甲", "7. 乙", "6. 丙"]

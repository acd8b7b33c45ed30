import pytest

from reader.document.nodes import (
    BlockQuote,
    CodeBlock,
    Details,
    Figure,
    Heading,
    Image,
    Link,
    Paragraph,
    Text,
    ThematicBreak,
)
from reader.layout.blocks.block_context import BlockContext
from reader.layout.blocks.block_layout import lay_out_blocks
from reader.layout.line import Line, Role, Run


def paragraph(text):
    return Paragraph((Text(text),))


def laid_out(*blocks, width_cells=20):
    return [line.text for line in lay_out_blocks(blocks, BlockContext(width_cells))]


def test_one_blank_line_stands_between_paragraphs():
    assert laid_out(paragraph("一"), paragraph("二")) == ["一", "", "二"]


@pytest.mark.parametrize(
    ("level", "lines"),
    [
        (1, ["云出海", "══════", "正文"]),
        (2, ["云出海", "──────", "正文"]),
        (3, ["◆ 云出海", "正文"]),
        (4, ["◇ 云出海", "正文"]),
        (5, ["▸ 云出海", "正文"]),
        (6, ["▹ 云出海", "正文"]),
    ],
)
def test_a_heading_shows_its_level_without_colour_and_binds_to_its_text(level, lines):
    assert laid_out(Heading(level, (Text("云出海"),)), paragraph("正文")) == lines


def test_a_long_heading_is_underlined_as_far_as_its_longest_line():
    heading = Heading(1, (Text("企业出海寻找新市场"),))

    assert laid_out(heading, width_cells=12) == ["企业出海寻找", "新市场", "════════════"]


def test_a_link_in_a_heading_is_both():
    lines = lay_out_blocks([Heading(2, (Link((Text("云"),), 1),))], BlockContext(20))

    assert lines[0].runs[0] == Run("云", Role.HEADING | Role.LINK, 1)


def test_a_quote_in_a_quote_has_two_bars():
    quote = BlockQuote((paragraph("外面的话"), BlockQuote((paragraph("里面的话很长"),))))

    assert laid_out(quote, width_cells=14) == ["│ 外面的话", "│", "│ │ 里面的话很", "│ │ 长"]


def test_neighbouring_bars_are_one_run():
    lines = lay_out_blocks([BlockQuote((BlockQuote((paragraph("话"),)),))], BlockContext(20))

    assert lines == [Line((Run("│ │ ", Role.MARKER), Run("话", Role.QUOTE)))]


def test_bars_are_given_up_before_the_text_is():
    deep = (paragraph("深处的话"),)
    for _ in range(40):
        deep = (BlockQuote(deep),)

    assert laid_out(*deep, width_cells=16) == ["│ │ │ 深处的话"]


def test_code_keeps_its_lines_spaces_and_stops():
    code = CodeBlock("def f():\n\treturn 1\n\n中\tx")

    assert laid_out(code) == ["  def f():", "      return 1", "", "  中  x"]


def test_a_long_line_of_code_is_divided_without_loss():
    assert laid_out(CodeBlock("a = 1 + 2 + 3"), width_cells=12) == ["  a = 1 + 2 ", "  + 3"]


def test_a_rule_goes_across():
    assert laid_out(ThematicBreak(), width_cells=5) == ["─────"]


def test_a_caption_stands_right_below_its_figure():
    figure = Figure((Paragraph((Image("图", 1),)),), (Text("图一"),))

    assert laid_out(figure) == ["┤▣ 图├[1]", "图一"]


def test_details_stand_open_under_their_summary():
    block = Details((Text("更多"),), (paragraph("一段"), paragraph("又一段")))

    assert laid_out(block, width_cells=20) == ["▾ 更多", "  一段", "", "  又一段"]


def test_the_ways_back_have_a_role_of_their_own():
    lines = lay_out_blocks(
        [Paragraph((Link((Text("首页"),), 1),), is_navigation=True)], BlockContext(20)
    )

    assert all(run.role & Role.NAVIGATION for run in lines[0].runs)


def test_an_image_is_framed_with_its_size():
    image = Image("图", 0, "640×480")

    assert laid_out(Paragraph((image,))) == ["┤▣ 图 · 640×480├"]

from reader.document.nodes import (
    Alignment,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TableCell,
    Text,
)
from reader.layout.blocks.block_context import BlockContext
from reader.layout.blocks.block_layout import lay_out_blocks
from reader.layout.blocks.sideways import slide
from reader.layout.line import Role
from reader.layout.text.cells import cell_width
from reader.layout.typesetting import Typesetting


def paragraph(text):
    return Paragraph((Text(text),))


def cell(text, **more):
    return TableCell((paragraph(text),) if text else (), **more)


def row(*texts, **more):
    return tuple(cell(text, **more) for text in texts)


def head(*texts):
    return row(*texts, is_header=True)


def laid_out(*rows, width_cells=40, caption=()):
    lines = lay_out_blocks([Table(rows, caption)], BlockContext(width_cells))
    assert all(cell_width(line.text) <= width_cells for line in lines)
    return [line.text for line in lines]


def test_columns_are_as_wide_as_their_content_and_figures_stand_to_the_right():
    lines = laid_out(
        head("公司", "收入"), row("阿尔法", "1,234.5"), row("贝塔", "-3%"), row("伽马", "--")
    )

    assert lines == [
        "公司   │    收入",
        "───────┼────────",
        "阿尔法 │ 1,234.5",
        "贝塔   │     -3%",
        "伽马   │      --",
    ]


def test_the_document_says_how_a_column_stands():
    lines = laid_out(
        (cell("标题一", is_header=True), cell("标题二", is_header=True)),
        (cell("中", alignment=Alignment.CENTER), cell("右", alignment=Alignment.RIGHT)),
        (cell("1", alignment=Alignment.LEFT), cell("字", alignment=Alignment.LEFT)),
    )

    assert lines[2:] == ["  中   │     右", "1      │ 字"]


def test_a_caption_stands_above():
    assert laid_out(row("甲"), caption=(Text("表一"),)) == ["表一", "甲"]


def test_the_widest_column_is_broken_and_rules_part_the_rows():
    lines = laid_out(
        head("公司", "说明"),
        row("阿尔法", "海外收入下降预计恢复"),
        row("贝塔", "无"),
        width_cells=21,
    )

    assert lines == [
        "公司   │ 说明",
        "═══════╪═════════════",
        "阿尔法 │ 海外收入下降",
        "       │ 预计恢复",
        "───────┼─────────────",
        "贝塔   │ 无",
    ]


def test_separators_are_narrowed_before_text_is_broken():
    assert laid_out(row("公司名", "很好的", "说明的"), width_cells=20) == ["公司名│很好的│说明的"]


def test_a_table_too_wide_for_columns_becomes_records():
    lines = laid_out(
        head("公司", "收入", "说明"),
        row("阿尔法", "1,234.5", "海外收入下降"),
        row("贝塔", "5"),
        width_cells=16,
    )

    assert lines == [
        "公司: 阿尔法",
        "收入: 1,234.5",
        "说明: 海外收入",
        "  下降",
        "",
        "公司: 贝塔",
        "收入: 5",
    ]


def test_records_say_the_header_first_where_no_value_carries_it():
    lines = laid_out(head("公司名称", "收入情况"), row("阿尔法科技"), row("贝塔"), width_cells=9)

    assert lines[:2] == ["公司名称", "收入情况"]


def test_records_show_a_header_link_with_its_number():
    header = (
        TableCell((Paragraph((Link((Text("公司名称"),), 1),)),), is_header=True),
        cell("收入情况", is_header=True),
    )

    lines = laid_out(header, row("阿尔法科技", "十二亿三千万"), width_cells=12)

    assert lines[:4] == ["公司名", "  称[1]", "收入情况", ""]


def test_a_cell_spans_columns():
    lines = laid_out(row("甲公司", "乙公司"), (cell("合计两家", column_span=2),))

    assert lines == ["甲公司 │ 乙公司", "合计两家"]


def test_a_cell_that_spans_rows_stands_in_the_first():
    lines = laid_out((cell("合并", row_span=2), cell("一")), row("二"))

    assert lines == ["合并 │ 一", "     │ 二"]


def test_a_span_beyond_the_table_ends_with_it():
    assert laid_out((cell("甲", column_span=1000),), row("乙", "丙")) == ["甲", "乙 │ 丙"]


def test_a_short_row_keeps_the_separators():
    assert laid_out(row("甲", "乙", "丙"), row("丁")) == ["甲 │ 乙 │ 丙", "丁 │    │"]


def test_a_table_without_cells_is_nothing():
    assert laid_out((), ()) == []


def test_a_cell_may_hold_blocks():
    block = ListBlock((ListItem((paragraph("一"),)), ListItem((paragraph("二"),))), None, True)
    lines = laid_out((cell("清单"), TableCell((block,))))

    assert lines == ["清单 │ • 一", "     │ • 二"]


def test_a_table_for_layout_reads_as_text():
    lines = laid_out((TableCell((paragraph("第一段"), paragraph("第二段"))),))

    assert lines == ["第一段", "第二段"]


def test_header_cells_have_their_role():
    lines = lay_out_blocks([Table((head("公司"), row("甲")))], BlockContext(40))

    assert lines[0].runs[0].role == Role.TABLE_HEADER


def test_tables_in_tables_are_laid_out_once_each():
    blocks = (paragraph("深处"),)
    for _ in range(20):
        blocks = (Table(((TableCell(blocks), cell("旁")),)),)

    assert any("深处" in line.text for line in lay_out_blocks(blocks, BlockContext(200)))


def test_a_table_that_is_too_wide_can_be_moved_sideways_beside_its_first_column():
    header = head("公司", *(f"第{n}季度营收" for n in range(1, 9)))
    rows = (header, row("示例股份", *(f"{n},234.5" for n in range(1, 9))))
    context = BlockContext(30, typesetting=Typesetting(scrolls_wide_blocks=True))

    lines = lay_out_blocks([Table(rows)], context)

    assert [line.text for line in lines] == [
        "公司     │ 第1季度营收 │ 第2 ›",
        "─────────┼─────────────┼─────›",
        "示例股份 │     1,234.5 │     ›",
    ]
    hidden = lines[0].overflow.block.hidden_cells
    assert [slide(line, hidden, 30).text for line in lines] == [
        "公司     │ ‹营收 │ 第8季度营收",
        "─────────┼─‹─────┼────────────",
        "示例股份 │ ‹34.5 │     8,234.5",
    ]


def test_a_table_that_is_too_wide_becomes_records_where_nothing_can_be_moved():
    rows = (head("公司", *"甲乙丙丁戊己庚辛"), row("示例股份", *("12,345.6" for _ in range(8))))

    lines = lay_out_blocks([Table(rows)], BlockContext(30))

    assert lines[1].text == "甲: 12,345.6"


def test_columns_are_not_squeezed_to_a_few_characters_where_the_table_can_be_moved():
    rows = (head(*"甲乙丙丁"), row(*("十二个宽字符的一格文字呢" for _ in range(4))))

    moved = lay_out_blocks(
        [Table(rows)], BlockContext(50, typesetting=Typesetting(scrolls_wide_blocks=True))
    )
    squeezed = lay_out_blocks([Table(rows)], BlockContext(50))

    assert moved[0].overflow is not None
    assert squeezed[0].overflow is None
    assert len(squeezed) == 5

from reader.cli.help_layout import ChineseHelpFormatter
from reader.layout.text.cells import cell_width

PARAGRAPH = "列出与查询匹配的文章，最新的在前。没有查询时列出所有文章；各项条件默认须同时满足。" * 3


def test_no_line_of_a_paragraph_is_wider_than_the_terminal() -> None:
    formatter = ChineseHelpFormatter(width=40)
    with formatter.indentation():
        formatter.write_text(f"{PARAGRAPH}\n\n{PARAGRAPH}")
    lines = formatter.getvalue().splitlines()
    assert "" in lines
    assert max(map(cell_width, lines)) in {39, 40}
    assert all(line.startswith("  ") for line in lines if line)


def test_explanations_stand_in_one_column_beside_their_terms() -> None:
    formatter = ChineseHelpFormatter(width=40)
    with formatter.indentation():
        formatter.write_dl([("--limit N", "最多列出多少篇。"), ("--json", PARAGRAPH)])
    first, *others = formatter.getvalue().splitlines()
    assert first == "  --limit N  最多列出多少篇。"
    assert others[0].startswith("  --json     列出")
    assert all(line.startswith(" " * 13) for line in others[1:])
    assert max(map(cell_width, others)) <= 40


def test_a_long_term_has_its_explanation_below() -> None:
    formatter = ChineseHelpFormatter(width=60)
    formatter.write_dl([("x" * 40, "说明"), ("y", "说明")])
    assert formatter.getvalue().splitlines() == [
        "x" * 40,
        " " * 32 + "说明",
        "y" + " " * 31 + "说明",
    ]

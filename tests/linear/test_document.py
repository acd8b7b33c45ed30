"""Documents as lines that make sense when they are heard."""

import pytest

from reader.document.parsing import parse_body
from reader.linear.spoken.document import spoken_lines


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("## Two *words*", ["heading level 2: Two words"]),
        ("[text](https://a.example) here", ["[1] text here"]),
        ("![a cat](cat.png)", ["(image: a cat)"]),
        ("- a\n- b", ["list of 2 items:", "- a", "- b", "end of list"]),
        ("3. a\n4. b", ["list of 2 items:", "3. a", "4. b", "end of list"]),
        ("- [x] a", ["list of 1 item:", "- done: a", "end of list"]),
        (
            "| n | v |\n|---|---|\n| a | 1 |\n| b | |",
            [
                "table, rows: 2, columns: 2",
                "row 1: n: a; v: 1",
                "row 2: n: b; v: empty",
                "end of table",
            ],
        ),
        ("```sql\nselect 1\n```", ["code in sql, 1 line:", "select 1", "end of code"]),
        ("> said", ["quotation: said"]),
        ("a[^1]\n\n[^1]: b", ["a(footnote 1)", "footnote 1: b"]),
        ("a\n\n---\n\nb", ["a", "separator", "b"]),
        ("~~old~~ new", ["(deleted: old) new"]),
    ],
)
def test_each_line_says_what_it_is(body: str, lines: list[str]) -> None:
    assert [line.text for line in spoken_lines(parse_body(body))] == lines


def test_a_cell_that_spans_rows_is_said_in_each_of_them() -> None:
    table = (
        "<table><tr><th>a</th><th>b</th></tr>"
        "<tr><td rowspan=2>x</td><td>1</td></tr><tr><td>2</td></tr></table>"
    )
    lines = [line.text for line in spoken_lines(parse_body(table))]
    assert lines[1:3] == ["row 1: a: x; b: 1", "row 2: a: x; b: 2"]


def test_a_heading_carries_its_level_and_the_block_it_is() -> None:
    lines = spoken_lines(parse_body("text\n\n### h"))
    assert [(line.level, line.block) for line in lines] == [(0, 0), (3, 1)]

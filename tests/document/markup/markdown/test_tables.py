"""Tables as kramdown reads them; what they mean stands in the fixtures."""

from hypothesis import given
from hypothesis import strategies as st

from reader.document.markup.markdown.rendering import render_markdown
from reader.document.markup.markdown.tables import MAX_CELLS, widen_tables

_ROWS = st.lists(st.integers(1, 5), min_size=2, max_size=5)
_DELIMITERS = st.sampled_from(["|---", "|---|---|", "|:-:|---:|-|", "+---+---+", "|-|-|-|-|-|-|"])
_PREFIXES = st.sampled_from(["", "  ", "> ", "> > "])


@given(_ROWS, _DELIMITERS, _PREFIXES, st.booleans())
def test_each_cell_of_each_row_is_shown(
    widths: list[int], delimiter: str, prefix: str, is_alone: bool
) -> None:
    cells = [[f"c{row}x{column}" for column in range(width)] for row, width in enumerate(widths)]
    rows = ["| " + " | ".join(row) + " |" for row in cells]
    rows[1:1] = [] if is_alone else [delimiter]

    html = render_markdown("".join(f"{prefix}{row}\n" for row in rows))

    assert html.count("<table>") == 1
    assert html.count("<tr>") == len(widths)
    assert all(html.count(f">{cell}<") == 1 for row in cells for cell in row)


def test_a_table_that_loses_nothing_stays_as_written() -> None:
    text = "a | b\n\n| a | b |\n|:--|---|\n| `c` | d |\n| e |\n"
    assert widen_tables(text) == text


def test_a_line_without_a_pipe_does_not_end_a_table_and_a_heading_does() -> None:
    html = render_markdown("|a|\n|-|\nb\n|c|d|\n# e\n|f|\n|-|\n|g|h|\n")
    assert html.count("<table>") == 2
    assert html.count("<td>") == 6
    assert all(f">{cell}<" in html for cell in "abcdefgh")


def test_a_table_that_would_become_too_large_is_text() -> None:
    wide = "|c" * 1_000 + "|\n"
    narrow = "|a|\n" * (MAX_CELLS // 1_000)

    html = render_markdown("|a|\n|-|\n" + narrow + wide)

    assert "<table>" not in html
    assert html.count("c") == 1_000

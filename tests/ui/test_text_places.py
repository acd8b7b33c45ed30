from hypothesis import given
from hypothesis import strategies as st

from reader.document.parsing import parse_body
from reader.layout.laying_out import lay_out
from reader.layout.line import Layout, Line, Run
from reader.ui.text_places import line_at_place, place_of_line


@given(st.lists(st.text("甲a ", max_size=8), min_size=1, max_size=40))
def test_a_line_is_found_again_by_its_place(texts: list[str]) -> None:
    layout = Layout(tuple(Line((Run(text),)) for text in texts), 20)
    for line in range(len(texts)):
        assert line_at_place(layout, place_of_line(layout, line)) == line


def test_a_place_is_the_same_text_at_another_width() -> None:
    document = parse_body("\n\n".join(f"第{n}段" + "黄金上涨。" * 20 for n in range(50)))
    wide, narrow = lay_out(document, 80), lay_out(document, 20)
    line = next(i for i, line in enumerate(wide.lines) if line.text.startswith("第40段"))
    found = line_at_place(narrow, place_of_line(wide, line))
    assert any("第40段" in line.text for line in narrow.lines[found - 5 : found + 5])

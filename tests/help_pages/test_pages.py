import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive.query.keys import KEYS
from reader.archive.query_language import QueryLanguage
from reader.config.in_force import Origin, SettingsInForce, Source
from reader.config.settings import SETTINGS, Settings
from reader.help_pages.examples import examples, prefers_chinese
from reader.help_pages.marks import marks_page
from reader.help_pages.page import HelpPage, HelpRow, HelpSection, Topic
from reader.help_pages.page_layout import lay_out_page
from reader.help_pages.query import query_page
from reader.help_pages.settings import settings_page
from reader.layout.text.cells import cell_width

WORDS = st.text(st.sampled_from("ab云 ●"), max_size=60)


def text_of(page: HelpPage, width: int) -> str:
    return "\n".join(line.line.text for line in lay_out_page(page, width))


@pytest.mark.parametrize("is_chinese", [False, True])
def test_every_example_is_a_query_that_can_be_understood(is_chinese: bool) -> None:
    for row in examples(prefers_chinese=is_chinese):
        assert not QueryLanguage.parse(row.query, {}).asks_for_all


def test_an_archive_in_chinese_gets_the_chinese_examples_first() -> None:
    assert prefers_chinese("央行降准")
    assert not prefers_chinese("Gold rises")
    first, *_ = query_page(prefers_chinese=True).sections
    assert first.rows == examples(prefers_chinese=True)


def test_the_page_on_searching_names_every_key() -> None:
    text = text_of(query_page(prefers_chinese=False), 80)
    assert all(f"{key.name}:" in text for key in KEYS)


def test_the_page_on_settings_shows_each_value_and_where_it_comes_from() -> None:
    in_force = SettingsInForce(Settings(text_width=66), {"text_width": Origin(Source.SCREEN)})
    text = text_of(settings_page(in_force, "/home/settings.toml"), 200)
    assert all(f"\n{key} = " in text for key in SETTINGS)
    (line,) = [line for line in text.splitlines() if line.startswith("text_width")]
    assert "text_width = 66" in line
    assert line.endswith("(chosen on the screen)")


def test_rows_stand_beside_each_other_only_where_there_is_room() -> None:
    page = HelpPage(Topic.MARKS, (HelpSection("H", (HelpRow("a", "one"), HelpRow("b", "two"))),))
    assert text_of(page, 40).splitlines() == ["H", "a  one", "b  two"]
    assert [line.split() for line in text_of(page, 80).splitlines()] == [
        ["H"],
        ["a", "one", "b", "two"],
    ]


@given(st.lists(st.tuples(WORDS, WORDS), max_size=9), st.integers(8, 200), st.booleans())
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(
    pairs: list[tuple[str, str]], width: int, has_columns: bool
) -> None:
    rows = tuple(HelpRow(left, right) for left, right in pairs)
    page = HelpPage(Topic.MARKS, (HelpSection("heading", rows, has_columns),))
    lines = lay_out_page(page, width)
    assert max(cell_width(line.line.text) for line in lines) <= width
    shown = sorted("".join(line.line.text for line in lines).replace(" ", ""))
    assert shown == sorted(f"heading{''.join(map(''.join, pairs))}".replace(" ", ""))


def test_the_signs_fit_a_narrow_screen() -> None:
    assert all(cell_width(line) <= 36 for line in text_of(marks_page(), 36).splitlines())

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.layout.text.cells import cell_width
from reader.ui.terminal.absolute_columns import set_columns

RISKY = [
    ("❤️", "VS16"),
    ("1️⃣", "keycap"),
    ("👍🏽", "skin tone"),
    ("का", "Indic mark"),
    ("👨‍👩‍👧", "joined"),
    ("🫠", "newest emoji"),
    ("☰", "symbol made wide"),
    ("🇩🇪", "flag"),
]


def at(column: int, text: str) -> str:
    return f"\x1b[3;{column}H{text}"


@pytest.mark.parametrize("text", ["Gold rises", "黄金 ▸ ● ★ │ é", "Straße"])
def test_text_that_all_terminals_count_alike_is_sent_as_it_is(text: str) -> None:
    data = at(5, text)
    assert set_columns(data) is data


@pytest.mark.parametrize("grapheme", [text for text, _ in RISKY], ids=[name for _, name in RISKY])
def test_the_column_is_set_around_a_risky_grapheme(grapheme: str) -> None:
    cells = cell_width(grapheme)
    placed = f"黄{' ' * cells}\x1b[7G{grapheme}\x1b[{7 + cells}Gbcde"
    assert set_columns(at(5, f"黄{grapheme}bcde")) == at(5, placed)


def test_the_column_is_kept_across_styles() -> None:
    data = at(5, "\x1b[1mab☰\x1b[0m│")
    assert set_columns(data) == at(5, "\x1b[1mab  \x1b[7G☰\x1b[9G\x1b[0m│")


def test_neighbours_are_blanked_together() -> None:
    assert set_columns(at(1, "☰❤️x")) == at(1, "    \x1b[1G☰\x1b[3G❤️\x1b[5Gx")


def test_blanks_after_it_take_what_the_terminal_draws_wider() -> None:
    assert set_columns(at(1, "☰   x")) == at(1, "     \x1b[1G☰\x1b[6Gx")


def test_words_of_one_script_stay_whole() -> None:
    assert set_columns(at(1, "हिन्दी में x")) == at(1, "        \x1b[1Gहिन्दी में\x1b[9Gx")


@pytest.mark.parametrize(("whole", "base"), [("👍🏽", "👍"), ("👨‍👩‍👧", "👨")])
def test_what_would_be_drawn_beyond_what_is_sent_is_drawn_plainly(whole: str, base: str) -> None:
    assert set_columns(at(1, whole)) == at(1, f"  \x1b[1G{base}\x1b[3G")
    assert whole in set_columns(at(1, f"{whole}\x1b[0m    \x1b[1m"))
    assert whole not in set_columns(at(1, f"{whole}\x1b[5;1H    "))


def test_each_line_starts_at_its_own_column() -> None:
    data = "\x1b[HaXb☰\n\x1b[2;9H☰\x1b[4;1H☰".replace("X", "")
    assert set_columns(data) == "\x1b[Hab  \x1b[3G☰\x1b[5G\n\x1b[2;9H  \x1b[9G☰\x1b[11G" + (
        "\x1b[4;1H  \x1b[1G☰\x1b[3G"
    )


def test_strings_of_the_terminal_are_not_text() -> None:
    data = "\x1b]2;☰ title\x07\x1bP☰\x1b\\"
    assert set_columns(data) == data


@given(st.lists(st.sampled_from([*(text for text, _ in RISKY), "a", "黄", "é", " "])))
def test_the_border_stays_in_its_column_however_the_terminal_counts(parts: list[str]) -> None:
    text = "".join(parts)
    screen = pyte.Screen(200, 5)
    pyte.Stream(screen).feed(set_columns(at(5, text + "│")))
    cursor = screen.cursor.x
    assert screen.buffer[2][cursor - 1].data == "│"
    assert cursor == 5 + cell_width(text)

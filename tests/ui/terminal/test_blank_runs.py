import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.ui.terminal.blank_runs import can_erase, erase_blanks

pieces = st.lists(
    st.one_of(
        st.sampled_from(["\x1b[1;1H", "\x1b[2;5H", "\x1b[3;40H"]),
        st.builds("{}".format, st.text("a甲 ", max_size=30)),
        st.builds("\x1b[1;7m{}\x1b[0m".format, st.text("b ", max_size=30)),
        st.integers(8, 60).map(lambda n: " " * n),
    ),
    max_size=12,
)


def screen(data: str) -> list[list[tuple[str, bool]]]:
    shown = pyte.Screen(60, 4)
    stream = pyte.Stream(shown)
    stream.feed("\x1b[1;1H" + "x" * 239)  # what was there before
    stream.feed("\x1b[1;1H" + data)
    rows = range(shown.lines)
    return [
        [
            (shown.buffer[row][column].data, shown.buffer[row][column].reverse)
            for column in range(60)
        ]
        for row in rows
    ]


def test_blanks_before_a_move_are_one_order() -> None:
    assert erase_blanks("ab" + " " * 40 + "\x1b[2;1Hc") == "ab\x1b[40X\x1b[2;1Hc"


def test_blanks_before_text_are_erased_and_gone_over() -> None:
    assert erase_blanks(" " * 20 + "c") == "\x1b[20X\x1b[20Cc"


def test_styled_blanks_stay() -> None:
    data = "\x1b[7m" + " " * 40 + "\x1b[0m"
    assert erase_blanks(data) == data


def test_strings_for_the_terminal_stay() -> None:
    data = "\x1b]0;" + " " * 40 + "\x07"
    assert erase_blanks(data) == data


def test_old_terminals_are_known() -> None:
    assert not can_erase("vt100")
    assert can_erase("xterm-256color")


@settings(deadline=None, max_examples=40)
@given(pieces)
def test_the_screen_is_the_same(parts: list[str]) -> None:
    # Rows beyond the right edge wrap differently; no such rows are ever sent.
    data = "".join(f"\x1b[{1 + index % 4};1H{part}" for index, part in enumerate(parts))
    assert screen(erase_blanks(data)) == screen(data)

import re

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyte.screens import Char

from reader.ui.terminal.drawing.frames import Frames
from reader.ui.terminal.drawing.pen import change, of_blank, styled

COLUMNS, LINES = 60, 5
STYLES = ["", "1", "1;36", "7", "4;34", "2;35", "3", "30;46", "1;38;5;200", "48;2;1;2;3", "9;41"]
units = st.sampled_from(["ab", "甲", "乙", "  ", " a", "“é", "…b"])
words = st.lists(units, max_size=8).map("".join) | st.integers(1, 15).map(lambda n: "  " * n)
pieces = st.builds(
    lambda line, column, text, style: (
        f"\x1b[{line};{column}H" + (f"\x1b[{style}m{text}\x1b[0m" if style else text)
    ),
    st.integers(1, LINES),
    st.integers(0, COLUMNS // 2 - 16).map(lambda pair: 2 * pair + 1),
    words,
    st.sampled_from(STYLES),
)
frames = st.lists(st.lists(pieces, min_size=1, max_size=6).map("".join), min_size=1, max_size=5)


class Terminal:
    """What pyte makes of the output, which is kept by frame."""

    def __init__(self, *, can_erase: bool = True) -> None:
        self.shown = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.Stream(self.shown)
        self.stream.feed("\x1b[?7l" + "x" * 40)
        self.sent: list[str] = []
        self.frames = Frames(self.take, can_erase=can_erase)

    def take(self, data: str) -> None:
        self.sent.append(data)
        self.stream.feed(re.sub(r"\x1b\[\?2026.", "", data))

    @property
    def cells(self) -> list[list[Char]]:
        return [[seen(self.shown.buffer[y][x]) for x in range(COLUMNS)] for y in range(LINES)]

    @property
    def text(self) -> list[str]:
        return [line.rstrip() for line in self.shown.display]


def seen(cell: Char) -> Char:
    """Return a cell without what can't be seen in a blank."""
    if cell.data not in ("", " "):
        return cell
    marks = cell.underscore or cell.strikethrough or cell.reverse or cell.blink
    if cell.data == "":
        return Char("")
    return cell if marks else Char(" ", bg=cell.bg)


def as_drawn(whole: list[str]) -> list[list[Char]]:
    """Return the cells of a terminal that gets every frame as it is."""
    terminal = Terminal()
    terminal.shown.reset()
    terminal.stream.feed("\x1b[?7l")
    for frame in whole:
        terminal.stream.feed(frame)
    return terminal.cells


@settings(max_examples=200)
@given(frames, st.booleans())
def test_the_screen_is_as_if_every_frame_were_sent_whole(whole: list[str], erases: bool) -> None:
    terminal = Terminal(can_erase=erases)
    for frame in whole:
        terminal.frames.write(frame)
    assert terminal.cells == as_drawn(whole)


@given(frames)
def test_after_forgetting_the_screen_is_drawn_whole(whole: list[str]) -> None:
    terminal = Terminal()
    terminal.frames.write("\x1b[2;3Hold")
    terminal.stream.feed("\x1b[1;1Hnoise\x1b[1;44m")
    terminal.frames.forget()
    for frame in whole:
        terminal.frames.write(frame)
    assert terminal.cells == as_drawn(whole)


def test_a_frame_that_changes_nothing_sends_nothing() -> None:
    terminal = Terminal()
    terminal.frames.write("\x1b[2;3H\x1b[1mold\x1b[0m\x1b[1;1H")
    sent = len(terminal.sent)
    terminal.frames.write("\x1b[2;3H\x1b[1mold\x1b[0m\x1b[1;1H")
    assert len(terminal.sent) == sent


def test_only_cells_that_differ_are_sent() -> None:
    terminal = Terminal()
    terminal.frames.write("\x1b[2;1Hone two three four\x1b[2;1H")
    terminal.frames.write("\x1b[2;1Hone two three five\x1b[2;1H")
    assert terminal.sent[-1] == "\x1b[16Give\x1b[G"


def test_a_blank_end_of_a_line_is_erased() -> None:
    terminal = Terminal()
    terminal.frames.write("\x1b[1;1H" + "y" * 50)
    terminal.frames.write("\x1b[1;1Hz" + " " * 49 + "\x1b[1;1H")
    assert terminal.sent[-1] == "\x1b[Gz\x1b[K\x1b[G"


def test_half_of_a_wide_character_becomes_a_blank() -> None:
    terminal = Terminal()
    terminal.frames.write("\x1b[1;1H甲乙")
    terminal.frames.write("\x1b[1;2Hxy")
    assert terminal.text[0] == " xy"


def test_a_risky_character_takes_its_line_with_it() -> None:
    terminal = Terminal()
    terminal.frames.write("\x1b[1;1Hab☰ cd")
    terminal.frames.write("\x1b[1;1Hab☰ ce")
    assert "\x1b[6Gce" in terminal.sent[-1] or " ce" in terminal.sent[-1]


def test_other_sequences_pass_and_the_second_screen_starts_blank() -> None:
    terminal = Terminal()
    terminal.frames.write("\x1b[1;1Hold")
    terminal.frames.write("\x1b]52;c;YQ==\x07")
    assert terminal.sent[-1] == "\x1b]52;c;YQ==\x07"
    terminal.frames.write("\x1b[?1049h")
    terminal.frames.write("\x1b[1;1Hold")
    assert terminal.sent[-1].startswith("\x1b[m\x1b[2J")


def test_a_terminal_that_draws_whole_frames_is_told_of_large_ones() -> None:
    terminal = Terminal()
    for data in ("\x1b[?2026h", "\x1b[1;1H" + "a甲" * 19, "\x1b[?2026l"):
        terminal.frames.write(data)
    assert "2026" not in "".join(terminal.sent)
    for data in ("\x1b[?2026h", "".join(f"\x1b[{n};1H" + "乙" * 30 for n in (1, 2, 3, 4, 5))):
        terminal.frames.write(data)
    assert terminal.sent[-1].startswith("\x1b[?2026h")
    assert "\x1b[?2026l" in terminal.sent[-1]


def test_a_link_is_opened_and_closed() -> None:
    terminal = Terminal()
    link = "\x1b]8;id=%s;https://a.example/\x1b\\"
    terminal.frames.write(f"\x1b[1;1Hab{link % 1}cd\x1b]8;;\x1b\\ef")
    assert f"ab{link % '51e61e1c'}cd\x1b]8;;\x1b\\ef" in terminal.sent[-1]


def test_pictures_are_sent_as_they_were_written() -> None:
    terminal = Terminal()
    name, filler = "\U00100000", "\U0010fffd"
    terminal.frames.slices[name] = "<slice>"
    for _ in range(2):
        terminal.frames.write(f"\x1b[1;5H{name}{filler}{filler}\x1b[1;1H")
        assert "<slice>" in terminal.sent[-1]


@pytest.mark.parametrize(
    ("before", "after", "sequence"),
    [
        (None, "", "\x1b[m"),
        ("1;36", "1", "\x1b[39m"),
        ("1;36", "", "\x1b[m"),
        ("1", "1;36", "\x1b[36m"),
        ("1;2", "2", "\x1b[0;2m"),
        ("4;34", "34", "\x1b[24m"),
        ("38;5;200", "38;5;201", "\x1b[38;5;201m"),
    ],
)
def test_styles_change_in_few_bytes(before: str | None, after: str, sequence: str) -> None:
    assert change(before, after) == sequence


def test_a_blank_shows_only_its_background() -> None:
    assert of_blank(styled("1;3;36")) == ""
    assert of_blank(styled("1;36;44")) == "44"
    assert of_blank(styled("7;36")) == "7;36"


def test_very_old_terminals_get_blanks_and_whole_styles() -> None:
    terminal = Terminal(can_erase=False)
    terminal.frames.write("\x1b[1;1H\x1b[1;4mab\x1b[0m\x1b[1mcd\x1b[0m" + " " * 30 + "e")
    sent = "\x1b[m\x1b[2J\x1b[H\x1b[0;1;4mab\x1b[0;1mcd\x1b[1;35H\x1b[me"
    assert terminal.sent == [sent]


def linked(identity: int, text: str) -> str:
    return f"\x1b]8;id={identity};https://a.example/\x1b\\{text}\x1b]8;;\x1b\\"


def test_a_link_that_is_drawn_again_costs_nothing() -> None:
    terminal = Terminal()
    terminal.frames.write(f"\x1b[1;1H{linked(1, 'ab')}")
    sent = len(terminal.sent)
    terminal.frames.write(f"\x1b[1;1H{linked(2, 'ab')}")
    assert "".join(terminal.sent[sent:]) == ""


def test_the_lines_of_a_link_have_one_id() -> None:
    terminal = Terminal()
    terminal.frames.write(f"\x1b[1;1H{linked(1, 'ab')}\x1b[2;1H{linked(2, 'cd')}")
    assert len(set(re.findall("id=([^;]+)", "".join(terminal.sent)))) == 1


def test_no_link_is_left_open_after_a_frame() -> None:
    terminal = Terminal()
    terminal.frames.write(f"\x1b[1;1H{linked(1, 'ab')}")
    assert re.findall(r"\]8;[^\x1b]*", "".join(terminal.sent))[-1] == "]8;;"

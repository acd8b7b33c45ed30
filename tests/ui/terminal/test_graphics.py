"""Detection of the terminal's graphics."""

import fcntl
import os
import struct
import termios
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config import Images
from reader.config.terminal_graphics import graphics_by_environment
from reader.ui.terminal.graphics import DeviceAttributes, cell_pixels


@pytest.mark.parametrize(
    ("environment", "graphics"),
    [
        ({"KITTY_WINDOW_ID": "1"}, Images.KITTY),
        ({"TERM": "xterm-ghostty"}, Images.KITTY),
        ({"TERM_PROGRAM": "iTerm.app"}, Images.ITERM2),
        ({"LC_TERMINAL": "iTerm2", "TERM": "xterm-256color"}, Images.ITERM2),
        ({"TERM_PROGRAM": "WezTerm"}, Images.ITERM2),
        ({"TERM": "xterm-256color"}, None),
        ({"KITTY_WINDOW_ID": "1", "TMUX": "x"}, None),
        ({"LC_TERMINAL": "iTerm2", "STY": "x"}, None),
    ],
)
def test_a_terminal_is_known_by_its_variables_unless_a_multiplexer_stands_between(
    environment: dict[str, str], graphics: Images | None
) -> None:
    assert graphics_by_environment(environment) is graphics


@pytest.fixture
def terminal() -> Iterator[int]:
    master, slave = os.openpty()
    yield slave
    os.close(master)
    with suppress(OSError):
        os.close(slave)


@pytest.mark.parametrize(
    ("size", "cell"), [((40, 120, 960, 680), (8, 17)), ((40, 120, 0, 0), None), ((0,) * 4, None)]
)
def test_the_pixels_of_a_cell_are_known_where_the_terminal_tells(
    terminal: int, size: tuple[int, ...], cell: tuple[int, int] | None
) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", *size))
    assert cell_pixels(terminal) == cell


def test_what_is_no_terminal_has_no_cells(tmp_path) -> None:
    with (tmp_path / "file").open("w") as file:
        assert cell_pixels(file.fileno()) is None


@given(st.lists(st.integers(0, 30), max_size=3))
def test_the_answer_is_taken_out_of_what_is_typed_however_it_is_cut(cuts: list[int]) -> None:
    attributes = DeviceAttributes()
    attributes.is_asked = True
    sent = "jj\x1b[?62;4;22cq\x1b[A"
    places = [0, *sorted(min(cut, len(sent)) for cut in cuts), len(sent)]
    pieces = [sent[start:end] for start, end in pairwise(places)]
    typed = "".join(attributes.take_from(piece) for piece in pieces if piece)
    assert typed + attributes.take_from("") == "jjq\x1b[A"
    assert attributes.has_sixels


def test_an_escape_key_is_not_held_back_for_long() -> None:
    attributes = DeviceAttributes()
    attributes.is_asked = True
    assert attributes.take_from("\x1b") == ""
    assert attributes.take_from("") == "\x1b"
    assert not attributes.is_known


def test_nothing_is_taken_out_unless_it_was_asked_for() -> None:
    attributes = DeviceAttributes()
    assert attributes.take_from("\x1b[?62;4c") == "\x1b[?62;4c"
    assert not attributes.has_sixels

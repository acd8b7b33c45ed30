import pytest

from reader.ui.terminal.kinds import kind_of

FULL = ["xterm", "xterm-256color", "screen", "tmux-256color", "xterm-kitty", "st", "foot", ""]
SENT_BY_TEXTUAL = [
    "\x1b[?1049h",
    "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h",
    "\x1b[?1004h\x1b[?2004h\x1b[>25u\x1b[<u",
    "\x1b[?2026$p\x1b[?2048$p\x1b[?2026h",
    "\x1b]22;pointer\x07",
    "\x1b]52;c;R29sZA==\x07",
    "\x1b]8;id=1;https://a.example\x1b\\",
    "\x1bP\x1b]52;c;R29sZA==\x07\x1b\\",
    "\x1b_Ga=d\x1b\\",
]


@pytest.mark.parametrize("term", FULL)
def test_a_terminal_that_is_no_console_gets_everything(term: str) -> None:
    kind = kind_of(term)
    assert (kind.has_colors, kind.can_erase, kind.is_plain) == (True, True, False)
    for sent in SENT_BY_TEXTUAL:
        assert kind.understood(sent) == sent


@pytest.mark.parametrize("term", ["linux", "linux-16color", "vt100", "vt220", "ansi"])
@pytest.mark.parametrize("sent", SENT_BY_TEXTUAL)
def test_a_console_gets_no_sequence_that_it_may_print(term: str, sent: str) -> None:
    assert kind_of(term).understood(f"a{sent}b") == "ab"


def test_a_console_gets_places_colours_and_the_cursor() -> None:
    drawn = "\x1b[2J\x1b[2;3H\x1b[1;31mred\x1b[m\x1b[K\x1b[5X\x1b[?25l\x1b[?7l\x1b[5n"
    assert kind_of("linux").understood(drawn) == drawn


def test_the_only_screen_is_cleared_where_there_is_no_second_one() -> None:
    assert kind_of("linux").understood("\x1b[?1049l") == "\x1b[m\x1b[H\x1b[J"


def test_old_terminals_have_no_colours_and_consoles_do() -> None:
    assert not kind_of("vt100").has_colors
    assert kind_of("linux").has_colors


def test_the_oldest_terminals_erase_no_cells() -> None:
    assert not kind_of("vt100").can_erase
    assert kind_of("vt220").can_erase

"""`PseudoTerminal` behaves as the tests expect."""

import sys
from collections.abc import Callable

import pytest
from support.pseudo_terminal import PseudoTerminal, TimedOutError

Start = Callable[..., PseudoTerminal]


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_wide_characters_are_shown_without_gaps(run_in_terminal: Start) -> None:
    assert run_in_terminal(python("print('黄金 gold')")).wait_for("黄金 gold")


def test_the_child_has_a_terminal_of_the_size_asked_for(run_in_terminal: Start) -> None:
    code = "import os; print('size', *os.get_terminal_size(), os.isatty(0))"
    run_in_terminal(python(code), columns=91, lines=17).wait_for("size 91 17 True")


def test_the_exit_status_is_told(run_in_terminal: Start) -> None:
    assert run_in_terminal(python("raise SystemExit(7)")).wait_for_end() == 7


def test_keys_reach_the_child(run_in_terminal: Start) -> None:
    terminal = run_in_terminal(python("print('got', input('ask '))"))
    terminal.wait_for("ask")
    terminal.send("so\r")
    terminal.wait_for("got so")


def test_ctrl_c_reaches_the_child_as_a_signal(run_in_terminal: Start) -> None:
    code = "import signal\nsignal.signal(2, lambda *_: exit(5))\nprint('ready')\nsignal.pause()"
    terminal = run_in_terminal(python(code))
    terminal.wait_for("ready")
    terminal.send("\x03")
    assert terminal.wait_for_end() == 5


def test_modes_that_stay_on_are_noticed(run_in_terminal: Start) -> None:
    terminal = run_in_terminal(python(r"print('\x1b[?1049h\x1b[?1000;1006h\x1b[?1049l')"))
    terminal.wait_for_end()
    assert terminal.modes_left_on == {"1000", "1006"}


def test_reports_that_pyte_does_not_know_leave_no_trace(run_in_terminal: Start) -> None:
    code = r"print('a\x1b[?2026$p\x1b[>1u\x1b[<u\x1b[>0qb')"
    assert run_in_terminal(python(code)).wait_for("ab")


def test_what_never_comes_ends_with_the_screen(run_in_terminal: Start) -> None:
    terminal = run_in_terminal(python("print('something else')"))
    with pytest.raises(TimedOutError, match="something else"):
        terminal.wait_for("this", seconds=5)

"""The screen on hostile archives: it opens, shows everything, stays clean, and can be left."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.hostile_bodies import HEAVY_BODIES, HOSTILE_POSTS, write_posts
from support.odd_files import NOT_READ, ODD_NAMES, ODD_POSTS
from support.pseudo_terminal import PseudoTerminal
from support.quirks import QUIRKS
from support.raw_output import acting_on_screen

Open = Callable[..., PseudoTerminal]
PAGE_DOWN = "\x1b[6~"
ANSWER_SECONDS = 5.0
"""Ten times the acceptable wait for a key, because the machine may be busy."""


def leave(terminal: PseudoTerminal) -> None:
    terminal.send("Q")
    assert terminal.wait_for_end() == 0
    assert terminal.modes_left_on == set()
    assert acting_on_screen(bytes(terminal.raw)) == set()


def test_every_readable_post_is_in_the_list(
    reader_in_terminal: Open, odd_archive: Path, is_permission_needed: bool
) -> None:
    others = 3  # the deep folder, the many levels, the long path
    count = len(QUIRKS) + len(ODD_POSTS) + len(ODD_NAMES) + others + (not is_permission_needed)
    terminal = reader_in_terminal(odd_archive)
    terminal.wait_for(f"{count} posts")
    seen = ""
    for index in range(1, count):
        if index % 40 == 1:
            seen += terminal.read_quiet()
        terminal.send("j")
        terminal.wait_for(f"{index + 1}/{count}")
    seen += terminal.read_quiet()
    assert [quirk.path for quirk in QUIRKS if f" {quirk.title} " not in f"{seen} "] == []
    leave(terminal)


def test_problems_are_a_view_of_their_own(reader_in_terminal: Open, odd_archive: Path) -> None:
    terminal = reader_in_terminal(odd_archive)
    terminal.wait_for("Problems")
    terminal.send("h")
    terminal.read_quiet()
    terminal.send("jjjj\r")
    terminal.wait_for("Problems · ")
    terminal.send("\t")
    terminal.read_quiet()
    terminal.send("G")
    for name in NOT_READ:
        terminal.wait_for(name)
    leave(terminal)


@pytest.mark.parametrize("number", range(len(HOSTILE_POSTS)), ids=list(HOSTILE_POSTS))
def test_a_hostile_post_is_read_to_its_end_and_nothing_acts(
    reader_in_terminal: Open, hostile_archive: Path, number: int
) -> None:
    terminal = reader_in_terminal(hostile_archive)
    terminal.wait_for(f"1/{len(HOSTILE_POSTS)}")
    terminal.send("j" * number)
    terminal.wait_for(f"{number + 1}/{len(HOSTILE_POSTS)}")
    terminal.send("\r")
    terminal.wait_until(lambda: any(part in terminal.screen for part in (" left", "100%")))
    terminal.send("G")
    terminal.wait_for("100%")
    leave(terminal)


def test_keys_answer_while_a_post_of_20_mb_is_loaded(
    reader_in_terminal: Open, tmp_path: Path
) -> None:
    small = {f"post{number}": "Text.\n" for number in range(9)}
    write_posts(tmp_path, {"heavy": HEAVY_BODIES["one-line-html"]} | small)
    terminal = reader_in_terminal(tmp_path)
    terminal.wait_for("1/10")
    for _ in range(3):
        terminal.send("j")
        terminal.wait_for("2/10", ANSWER_SECONDS)
        terminal.send("k")
        terminal.wait_for("1/10", ANSWER_SECONDS)
    terminal.send("\r")
    terminal.wait_for("too large", 30)
    leave(terminal)


def test_markup_in_a_search_is_plain_text(reader_in_terminal: Open, hostile_archive: Path) -> None:
    terminal = reader_in_terminal(hostile_archive)
    terminal.wait_for("1/6")
    terminal.send("/")
    terminal.wait_until(lambda: terminal.screen.splitlines()[-1].startswith(" /"))
    terminal.read_quiet()
    terminal.send("[@click=app.quit]x[/] [/red]\r")
    terminal.wait_for("1/1")
    leave(terminal)

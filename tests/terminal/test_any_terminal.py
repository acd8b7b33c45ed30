"""The screen on terminals of every kind: drawn with what they know, and left as it was found."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.pseudo_terminal import PseudoTerminal

Run = Callable[..., PseudoTerminal]
READER = [sys.executable, "-m", "reader"]
CONSOLES = ["linux", "vt100"]
TERMINALS = ["xterm", "screen", "tmux-256color", "xterm-kitty"]
FRAMES_AND_MARKS = re.compile("[─-▟●★▸▾…]")
KNOWN_TO_ALL = re.compile(rb"\x1b\[(?:[\d;]*[A-HJKXmn]|\?(?:7|25)[hl])")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(1, 4):
        post = folder / f"2022-04-0{number}-post.md"
        post.write_text(f"---\ntitle: Title {number}\n---\nText of post {number}.\n")
    return folder


def start(run_in_terminal: Run, archive: Path, *options: str, **variables: str) -> PseudoTerminal:
    environment = {"XDG_DATA_HOME": str(archive.parent / "data"), **variables}
    terminal = run_in_terminal([*READER, *options, archive], environment=environment)
    terminal.wait_for("Text of post 3.")
    return terminal


def quit_by_key(terminal: PseudoTerminal) -> None:
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.modes_left_on == set()


@pytest.mark.parametrize("term", TERMINALS)
def test_a_terminal_is_drawn_on_and_left_as_it_was(
    run_in_terminal: Run, archive: Path, term: str
) -> None:
    terminal = start(run_in_terminal, archive, TERM=term)
    terminal.send("s")
    terminal.wait_for("★")
    quit_by_key(terminal)


@pytest.mark.parametrize("term", CONSOLES)
def test_a_console_gets_ascii_frames_and_no_sequence_beyond_its_own(
    run_in_terminal: Run, archive: Path, term: str
) -> None:
    terminal = start(run_in_terminal, archive, TERM=term)
    terminal.send("?")
    terminal.wait_for("Help")
    assert not FRAMES_AND_MARKS.search(terminal.screen)
    terminal.send("\x1b")
    terminal.wait_for("Text of post 3.")
    quit_by_key(terminal)
    assert b"\x1b" not in KNOWN_TO_ALL.sub(b"", bytes(terminal.raw))
    assert terminal.screen.strip() == ""


def numbers_of_styles(terminal: PseudoTerminal) -> set[int]:
    styles = re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.raw))
    return {int(number or 0) for style in styles for number in style.split(b";")}


@pytest.mark.parametrize(
    ("variables", "is_colored"),
    [
        ({"TERM": "linux"}, True),
        ({"TERM": "vt100"}, False),
        ({"TERM": "vt100", "FORCE_COLOR": "1"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colours_are_sent_where_they_are_known_and_wanted(
    run_in_terminal: Run, archive: Path, variables: dict[str, str], is_colored: bool
) -> None:
    terminal = start(run_in_terminal, archive, **variables)
    quit_by_key(terminal)
    numbers = numbers_of_styles(terminal)
    assert any(30 <= number <= 107 for number in numbers) is is_colored
    if "xterm" not in variables["TERM"]:
        assert not numbers & {38, 48}


def test_ascii_is_drawn_where_it_is_asked_for(run_in_terminal: Run, archive: Path) -> None:
    terminal = start(run_in_terminal, archive, "--ascii")
    terminal.send("s")
    terminal.wait_for("*")
    assert not FRAMES_AND_MARKS.search(terminal.screen)
    quit_by_key(terminal)


def test_ascii_is_a_setting(run_in_terminal: Run, archive: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "terminal-news-reader" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('ascii = true\ntext_pane = "always"\n')
    terminal = start(run_in_terminal, archive, XDG_CONFIG_HOME=str(tmp_path / "config"))
    assert not FRAMES_AND_MARKS.search(terminal.screen)
    quit_by_key(terminal)


@pytest.mark.parametrize(
    ("term", "number"),
    [
        ("xterm", signal.SIGTERM),
        ("linux", signal.SIGHUP),
        ("vt100", signal.SIGQUIT),
        ("xterm", signal.SIGINT),
        ("linux", None),
    ],
)
def test_marks_are_saved_and_the_terminal_restored_whatever_ends_the_reader(
    run_in_terminal: Run, archive: Path, term: str, number: signal.Signals | None
) -> None:
    terminal = start(run_in_terminal, archive, TERM=term)
    terminal.send("s")
    terminal.wait_for("*" if term in CONSOLES else "★")
    if number is None:
        terminal.hang_up()
        assert terminal.wait_for_end() == 128 + signal.SIGHUP
    else:
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert terminal.modes_left_on == set()
    starred = subprocess.run(
        [*READER, "list", "--archive", archive, "is:starred"],
        env=os.environ | {"XDG_DATA_HOME": str(archive.parent / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Title 3" in starred.stdout, starred


def test_a_storm_of_sizes_with_keys_ends_in_a_whole_screen(
    run_in_terminal: Run, archive: Path
) -> None:
    terminal = start(run_in_terminal, archive)
    for round_ in range(8):
        for size in ((1, 1), (500, 200), (2, 40), (200, 1), (40, 12), (3, 3)):
            terminal.resize(*size)
            terminal.send("jk?\x1bzjG"[round_ % 4 :])
    terminal.resize(120, 40)
    terminal.send("\x1b\x1bgG")
    terminal.wait_for("Text of post 1.")
    terminal.send("q")
    terminal.read_quiet(0.3)
    if terminal.process.poll() is None:
        terminal.send("qqq")
    assert terminal.wait_for_end() == 0
    assert terminal.modes_left_on == set()

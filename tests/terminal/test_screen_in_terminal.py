"""The screen in a terminal: every way of ending restores it and sets the exit status."""

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


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for number in range(1, 4):
        post = tmp_path / f"2022-04-0{number}-post.md"
        post.write_text(f"---\ntitle: Title {number}\n---\nText of post {number}.\n")
    return tmp_path


def start(run_in_terminal: Run, archive: Path, **options: object) -> PseudoTerminal:
    terminal = run_in_terminal([*READER, archive], **options)
    terminal.wait_for("Text of post 3.")
    return terminal


def test_quitting_restores_the_terminal(run_in_terminal: Run, archive: Path) -> None:
    terminal = start(run_in_terminal, archive)
    assert "1049" in terminal.modes_left_on
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.modes_left_on == set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_restores_the_terminal_and_tells_its_number(
    run_in_terminal: Run, archive: Path, number: signal.Signals
) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.process.send_signal(number)
    assert terminal.wait_for_end() == 128 + number
    assert terminal.modes_left_on == set()


def test_a_lost_connection_ends_the_reader(run_in_terminal: Run, archive: Path) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.hang_up()
    assert terminal.wait_for_end(10) != 0


def test_a_lost_connection_ends_the_reader_that_ignores_the_signal(
    run_in_terminal: Run, archive: Path
) -> None:
    terminal = run_in_terminal(["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *READER, archive])
    terminal.wait_for("Text of post 3.")
    terminal.hang_up()
    terminal.wait_for_end(10)


def test_a_byte_that_is_not_utf8_is_no_end(run_in_terminal: Run, archive: Path) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.send(b"\xff\xfej")
    terminal.wait_for("Text of post 2.")


def test_a_paste_that_never_ends_does_not_lock_the_keys(
    run_in_terminal: Run, archive: Path
) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.send(b"\x1b[200~half a paste")
    terminal.read_quiet(1.5)
    terminal.send("j")
    terminal.wait_for("Text of post 2.")


def test_suspending_gives_the_terminal_back_and_going_on_draws_again(
    run_in_terminal: Run, archive: Path
) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.send(b"\x1a")
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    terminal.read_quiet()
    assert os.WIFSTOPPED(status)
    assert terminal.modes_left_on == set()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait_for("Text of post 3.")
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_a_crash_restores_the_terminal_and_tells_no_values(
    run_in_terminal: Run, archive: Path
) -> None:
    program = f"""
import sys
from dataclasses import replace
from pathlib import Path
from reader.archive.memory_repository import MemoryRepository
from reader.session import open_session
from reader.ui.running import run_screen

class Failing(MemoryRepository):
    def select(self, query):
        if not query.asks_for_all:
            secret = 'what nobody should see'
            raise RuntimeError('boom')
        return super().select(query)

session = open_session(Path({str(archive)!r}))
repository = Failing(session.root, session.site_folder.site, session.state)
sys.exit(run_screen(replace(session, repository=repository)))
"""
    terminal = run_in_terminal([sys.executable, "-c", program])
    terminal.wait_for("Text of post 3.")
    terminal.send("/gold\r")
    assert terminal.wait_for_end() == 1
    assert terminal.modes_left_on == set()
    assert "boom" in terminal.output
    assert "│ secret" not in terminal.output


def test_marks_made_before_a_crash_are_saved(run_in_terminal: Run, archive: Path) -> None:
    program = f"""
import sys
from dataclasses import replace
from pathlib import Path
from reader.archive.memory_repository import MemoryRepository
from reader.session import open_session
from reader.ui.running import run_screen

class Failing(MemoryRepository):
    def select(self, query):
        if not query.asks_for_all:
            raise RuntimeError('boom')
        return super().select(query)

session = open_session(Path({str(archive)!r}))
repository = Failing(session.root, session.site_folder.site, session.state)
sys.exit(run_screen(replace(session, repository=repository)))
"""
    environment = {"XDG_DATA_HOME": str(archive / "data")}
    terminal = run_in_terminal([sys.executable, "-c", program], environment=environment)
    terminal.wait_for("Text of post 3.")
    terminal.send("s")
    terminal.wait_for("★")
    terminal.send("/gold\r")
    assert terminal.wait_for_end() == 1
    starred = subprocess.run(
        [*READER, "list", "--archive", archive, "is:starred"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Title 3" in starred.stdout, starred


def test_an_error_of_the_input_thread_restores_the_terminal_and_is_told(
    run_in_terminal: Run, archive: Path
) -> None:
    program = f"""
import sys
from pathlib import Path
from reader.ui.running import open_screen
from reader.ui.terminal.textual_internals import KeyParser

class Failing(KeyParser):
    def feed(self, data):
        if 'X' in data:
            raise RuntimeError('boom')
        return super().feed(data)

import reader.ui.terminal.driver
reader.ui.terminal.driver.KeyParser = Failing
sys.exit(open_screen(Path({str(archive)!r}), uses_index=False))
"""
    terminal = run_in_terminal([sys.executable, "-c", program])
    terminal.wait_for("Text of post 3.")
    terminal.send("X")
    assert terminal.wait_for_end() == 1
    assert terminal.modes_left_on == set()


@pytest.mark.parametrize("key", ["\x1b[106;1:1u", "\x1b[106:74;1:1;106u", "j"])
def test_keys_with_kinds_of_events_are_keys(run_in_terminal: Run, archive: Path, key: str) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.send(key)
    terminal.wait_for("Text of post 2.")
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_a_wrong_size_in_the_environment_is_not_believed(
    run_in_terminal: Run, archive: Path
) -> None:
    environment = {"COLUMNS": "30", "LINES": "5"}
    terminal = start(run_in_terminal, archive, environment=environment)
    assert "? help" in terminal.screen.splitlines()[39]


@pytest.mark.parametrize("between", [0.0, 0.5])
def test_a_window_that_shrinks_and_grows_is_drawn_again(
    run_in_terminal: Run, archive: Path, between: float
) -> None:
    terminal = start(run_in_terminal, archive)
    before = terminal.read_quiet(0.5)
    assert "Browse" in before
    terminal.resize(60, 12)
    if between:
        terminal.wait_until(lambda: "j move" in terminal.screen.split("\n")[11], "the bottom")
        terminal.read_quiet(between)
    terminal.resize(120, 40)
    assert terminal.screen != before
    terminal.wait_until(lambda: terminal.screen == before, "the screen as it was")


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_can_not_be_drawn_on_is_told_in_one_line(
    run_in_terminal: Run, archive: Path, term: str
) -> None:
    terminal = run_in_terminal([*READER, archive], environment={"TERM": term})
    assert terminal.wait_for_end() == 2
    assert "\x1b" not in terminal.output
    assert len(terminal.output.strip().splitlines()) == 1
    assert "try reader --linear, list" in terminal.output


def test_without_a_terminal_one_line_names_the_commands(archive: Path) -> None:
    done = subprocess.run(
        [*READER, archive], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "try reader --linear, list" in done.stderr


def test_without_colour_nothing_is_coloured_and_the_cursor_is_seen(
    run_in_terminal: Run, archive: Path
) -> None:
    terminal = start(run_in_terminal, archive, environment={"NO_COLOR": "1"})
    styles = set(re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.raw)))
    assert b"1;7" in styles
    numbers = {int(number or 0) for style in styles for number in style.split(b";")}
    assert numbers <= {0, 1, 4, 7, 22, 24, 27}
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_a_browser_that_needs_the_terminal_gets_it_until_it_ends(
    run_in_terminal: Run, archive: Path
) -> None:
    (archive / "2023-01-01-link.md").write_text(
        "---\ntitle: Newest\n---\n<https://a.example/?q=1>\n"
    )
    browser = archive / "browser.sh"
    browser.write_text(f'#!/bin/sh\necho "$1" > {archive}/opened\necho browsing; read answer\n')
    browser.chmod(0o755)
    terminal = run_in_terminal([*READER, archive], environment={"BROWSER": f"{browser} %s"})
    terminal.wait_for("https://a.example/?q=1")
    terminal.send("o")
    terminal.wait_for("browsing")
    assert "1049" not in terminal.modes_left_on
    terminal.send("done\n")
    terminal.wait_for("opened https://a.example/?q=1")
    assert (archive / "opened").read_text() == "https://a.example/?q=1\n"
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_what_is_typed_ahead_of_a_line_is_for_the_line(run_in_terminal: Run, archive: Path) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.send("/jjqz")
    terminal.wait_until(lambda: terminal.screen.splitlines()[-1].strip() == "/jjqz")
    terminal.send("\x1b")
    terminal.wait_until(lambda: "/jjqz" not in terminal.screen)

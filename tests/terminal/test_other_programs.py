"""Other programs that get the reader's terminal: an editor, an interactive command of a pipe."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.pseudo_terminal import PseudoTerminal

Run = Callable[..., PseudoTerminal]
READER = [sys.executable, "-m", "reader"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    root.mkdir()
    for number in range(1, 4):
        post = root / f"2022-04-0{number}-post.md"
        post.write_text(f"---\ntitle: Title {number}\n---\nText of post {number}.\n")
    return root


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    """An editor that waits for a line, and changes the file by it."""
    script = tmp_path / "editor"
    script.write_text(
        '#!/bin/sh\necho "editing $(basename "$1")"\nread word\necho "$word" >> "$1"\n'
    )
    script.chmod(0o755)
    return script


def start(run_in_terminal: Run, archive: Path, **environment: object) -> PseudoTerminal:
    variables = {"VISUAL": "", "EDITOR": "", **environment}
    terminal = run_in_terminal([*READER, archive], environment=variables)
    terminal.wait_for("Title 3")
    terminal.send("\r")
    terminal.wait_for("Text of post 3.")
    return terminal


def test_the_editor_gets_the_terminal_and_its_change_is_shown(
    run_in_terminal: Run, archive: Path, editor: Path
) -> None:
    terminal = start(run_in_terminal, archive, EDITOR=str(editor))
    modes = terminal.modes_left_on
    terminal.send("\x05")
    terminal.wait_for("editing 2022-04-03-post.md")
    assert terminal.modes_left_on == set()
    terminal.send("Added words.\n")
    terminal.wait_for("Added words.")
    terminal.wait_for("Title 1")
    terminal.wait_until(lambda: terminal.modes_left_on == modes, "the modes of the screen")
    terminal.send("J")
    terminal.wait_for("Text of post 2.")
    terminal.send("Q")
    assert terminal.wait_for_end() == 0


def test_ctrl_c_is_for_the_editor(run_in_terminal: Run, archive: Path, editor: Path) -> None:
    terminal = start(run_in_terminal, archive, VISUAL=str(editor))
    terminal.send("\x05")
    terminal.wait_for("editing 2022-04-03-post.md")
    terminal.send("\x03")
    terminal.wait_for("Title 1")
    terminal.wait_for("ended by signal 2: editor")
    terminal.send("Q")
    assert terminal.wait_for_end() == 0


def test_an_editor_that_is_missing_or_not_set_is_told(run_in_terminal: Run, archive: Path) -> None:
    terminal = start(run_in_terminal, archive, VISUAL="no-such-editor -x")
    terminal.send("\x05")
    terminal.wait_for("no-such-editor: command not found")


def test_without_an_editor_the_variables_are_named(run_in_terminal: Run, archive: Path) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.send("\x05")
    terminal.wait_for("no editor is set; set VISUAL or EDITOR")


def test_an_interactive_command_reads_the_post_and_the_keys(
    run_in_terminal: Run, archive: Path, tmp_path: Path
) -> None:
    terminal = start(run_in_terminal, archive)
    terminal.send(f"|!cat; read key < /dev/tty; echo $key > {tmp_path}/key; exit 4\r")
    terminal.wait_for("2022-04-03 00:00+00:00")  # as the text form has it, not the screen
    assert terminal.modes_left_on == set()
    terminal.send("typed\n")
    terminal.wait_for("exit status 4")
    assert (tmp_path / "key").read_text() == "typed\n"
    assert "1049" in terminal.modes_left_on

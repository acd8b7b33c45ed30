"""The program with --linear: in a pipe, and on a terminal that can't move its cursor."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.archive_files import write_post, write_text
from support.hostile_bodies import ATTACKS
from support.linear_session import hear
from support.pseudo_terminal import PseudoTerminal
from support.raw_output import acting_in_pipe

from reader.session import open_session

COMMAND = (sys.executable, "-m", "reader", "--linear")
Said = Callable[..., str]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    for number in range(1, 13):
        date = f"2022-04-{number:02} 10:00:00 +0000"
        write_post(root, f"_posts/2022-04-{number:02}-p{number}.md", f"title {number}", date)
    return root


@pytest.fixture
def said(archive: Path) -> Said:
    """What the reader says to lines that are typed, and then the end of the input."""

    def run(*lines: str) -> str:
        return hear(open_session(archive, uses_index=False), lines)

    return run


def test_the_list_is_read_in_pages_and_each_prompt_says_where_one_is(said: Said) -> None:
    lines = said("").splitlines()
    assert lines[1] == "1. title 12, 2022-04-12 10:00, unread"
    assert "All posts, 1 to 10 of 12, command or number:" in lines
    assert lines[-1] == "All posts, 11 to 12 of 12, command or number:"


def test_marks_are_kept_for_the_next_run(said: Said) -> None:
    said("star 2-3", "label 3 later", "note 1 read again")
    lines = said().splitlines()
    assert lines[1] == "1. title 12, 2022-04-12 10:00, unread, with a note"
    assert lines[2] == "2. title 11, 2022-04-11 10:00, unread, starred"
    assert lines[3] == "3. title 10, 2022-04-10 10:00, unread, starred, +later"


def test_reading_the_end_marks_a_post_as_read(said: Said) -> None:
    assert "1. title 12, 2022-04-12 10:00\n" in said("1", "back")


def test_what_is_wrong_with_a_query_is_said_in_one_sentence(said: Said) -> None:
    lines = said("/before:soon").splitlines()
    assert lines[-2].startswith("character 8: expected a date")
    assert lines[-1] == "All posts, 1 to 10 of 12, command or number:"


def test_all_texts_are_read_when_the_user_asks(said: Said) -> None:
    assert "all posts can be found by their words" in said("texts")
    assert "1 post\n" in said('/text:"body of title 7"')


def test_a_list_is_kept_as_a_view_and_deleted(said: Said) -> None:
    said("/title:7", "keep sevens")
    assert "sevens, posts: 1, unread: 1" in said("views")
    assert "view sevens is deleted" in said("delete sevens")
    assert "sevens" not in said("views")


def test_unread_posts_only_is_a_list_of_its_own(said: Said) -> None:
    assert "All posts, unread only, 1 to 10 of 11, command or number:" in said("mark 1", "unread")


def test_all_that_was_marked_read_is_undone(said: Said) -> None:
    lines = said("all-read", "undo")
    assert "12 posts marked as read\n" in lines
    assert "undone; 12 posts marked as unread\n" in lines


def test_a_post_is_exported_to_a_file(said: Said, tmp_path: Path) -> None:
    file = tmp_path / "one.md"
    assert "1 post in" in said("1", f"export {file}")
    assert "title 12" in file.read_text()


def test_an_existing_file_stays_when_the_user_says_no(said: Said, tmp_path: Path) -> None:
    file = write_text(tmp_path, "one.md", "precious")
    said("1", f"export {file}", "no")
    assert file.read_text() == "precious"


def test_a_link_to_a_post_of_the_archive_opens_it(said: Said, archive: Path) -> None:
    text = "---\ntitle: newest\ndate: 2022-05-01\n---\n[to seven]({% post_url 2022-04-07-p7 %})\n"
    write_text(archive, "_posts/2022-05-01-newest.md", text)
    lines = said("1", "1").splitlines()
    assert "[1] to seven" in lines
    assert lines[lines.index("[1] to seven") + 2] == "title: title 7"


def test_new_posts_are_taken_in_by_refresh(archive: Path) -> None:
    with PseudoTerminal([*COMMAND, archive], environment={"TERM": "dumb"}) as terminal:
        terminal.wait_for("command or number:")
        write_post(archive, "_posts/2022-06-01-new.md", "brand new", "2022-06-01")
        terminal.send("refresh\r")
        terminal.wait_for("1. brand new")


def test_the_end_of_the_input_leaves_every_level_and_ends_well(archive: Path) -> None:
    done = subprocess.run([*COMMAND, str(archive)], input=b"1\n", capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"All posts, 1 to 10 of 12, command or number:\n")


def test_hostile_titles_and_texts_write_nothing_that_acts(said: Said, archive: Path) -> None:
    for number, attack in enumerate(ATTACKS):
        escaped = "".join(f"\\U{ord(c):08x}" for c in attack)
        text = f'---\ntitle: "{number} {escaped}"\ndate: 2023-01-01\n---\n{attack}\n'
        file = archive / f"_posts/2023-01-01-hostile{number}.md"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
    opened = [line for n in range(1, len(ATTACKS) + 1) for line in (str(n), "all", "source", "b")]
    assert acting_in_pipe(said("page 1000", "l", *opened, "problems", "views").encode()) == set()


def test_a_terminal_without_cursor_movement_gets_no_sequence(archive: Path) -> None:
    with PseudoTerminal([*COMMAND, archive], environment={"TERM": "dumb"}) as terminal:
        terminal.wait_for("command or number:")
        terminal.send("1\r")
        terminal.wait_for("command or link:")
        terminal.send("q\r")
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.raw


def test_a_terminal_with_editing_is_sent_no_sequence_until_a_line_is_edited(archive: Path) -> None:
    with PseudoTerminal([*COMMAND, archive], environment={"TERM": "xterm"}) as terminal:
        terminal.wait_for("command or number:")
        terminal.send("q\r")
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.raw


def test_ctrl_c_cancels_a_question_and_ctrl_d_leaves_one_level(archive: Path) -> None:
    with PseudoTerminal([*COMMAND, archive], environment={"TERM": "dumb"}) as terminal:
        terminal.wait_for("command or number:")
        terminal.send("1\r")
        terminal.wait_for("command or link:")
        terminal.send("label\r")
        terminal.wait_for("label, added or removed:")
        terminal.send("\x03")
        terminal.wait_for("cancelled")
        terminal.send("\x04")
        terminal.wait_until(lambda: terminal.output.count("All posts, 1 to 10") == 2)
        terminal.send("\x04")
        assert terminal.wait_for_end() == 0


def test_a_signal_ends_it_with_its_status(archive: Path) -> None:
    with PseudoTerminal([*COMMAND, archive], environment={"TERM": "xterm"}) as terminal:
        terminal.wait_for("command or number:")
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM


def test_a_reader_that_closes_the_pipe_is_no_error(archive: Path) -> None:
    command = " ".join([*COMMAND, str(archive)])
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; yes l | head -2000 | {command} | head -1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


def test_what_the_locale_can_not_encode_is_replaced(archive: Path) -> None:
    write_post(archive, "_posts/2023-01-01-han.md", "中文", "2023-01-01")
    done = subprocess.run(
        [*COMMAND, str(archive)],
        env={**os.environ, "PYTHONIOENCODING": "iso-8859-1"},
        input=b"q\n",
        capture_output=True,
        check=False,
    )
    assert b"1. ??, 2023-01-01 00:00" in done.stdout


def test_bytes_that_are_no_text_are_only_an_unknown_command(archive: Path) -> None:
    done = subprocess.run(
        [*COMMAND, str(archive)], input=b"\xff\xfe\nq\n", capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"? lists the commands" in done.stdout.splitlines()[-2]


def test_a_command_keeps_its_own_meaning(archive: Path) -> None:
    done = subprocess.run(
        [*COMMAND[:-1], "list", "--archive", str(archive), "title:7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split("\t")[2] == "title 7\n"

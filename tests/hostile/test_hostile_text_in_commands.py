"""Hostile text in every field of a post has no effect, wherever the output goes."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from support.hostile_bodies import HEAVY_BODIES, HOSTILE_POSTS, MARKUP, write_posts
from support.pseudo_terminal import PseudoTerminal
from support.raw_output import acting_in_colour, acting_in_pipe

from reader.cli.program import run
from reader.ui.keys.keys_page import keys_page_of

Run = Callable[..., CompletedProcess[bytes]]
COMMANDS = [("list",), ("stats",), ("check",), *(("show", f"{name}.md") for name in HOSTILE_POSTS)]
QUICK = ("divs", "anchors", "comments", "digits", "table-markdown", "word", "nested-tables")


def named(archive: Path, command: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command with the name of the post's file filled in."""
    if command[0] != "show":
        return command
    return ("show", next((archive / "_posts").glob(f"*-{command[1]}")).name)


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], hostile_archive: Path) -> Callable[..., bytes]:
    """Return a function that runs a command in this process and returns its output."""

    def run_here(*arguments: str) -> bytes:
        status = run([*arguments, "--archive", str(hostile_archive)], lambda _: 1, keys_page_of)
        out, err = capsys.readouterr()
        assert (status, err) == (0, "")
        return out.encode()

    return run_here


@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_nothing_acts_in_a_pipe(
    printed: Callable[..., bytes], hostile_archive: Path, command: tuple[str, ...]
) -> None:
    out = printed(*named(hostile_archive, command))
    assert acting_in_pipe(out.replace(b"\t", b"")) == set()


@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_nothing_acts_on_a_terminal_but_colours(
    reader_in_terminal: Callable[..., PseudoTerminal],
    hostile_archive: Path,
    command: tuple[str, ...],
) -> None:
    words = named(hostile_archive, command)
    terminal = reader_in_terminal(*words, "--archive", hostile_archive)
    assert terminal.wait_for_end() == 0
    assert terminal.raw
    assert acting_in_colour(bytes(terminal.raw)) == set()


@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_json_lines_are_json_and_nothing_acts_in_them(
    printed: Callable[..., bytes], hostile_archive: Path, command: tuple[str, ...]
) -> None:
    out = printed(*named(hostile_archive, command), "--json")
    assert acting_in_pipe(out) == set()
    assert all(isinstance(json.loads(line), dict) for line in out.splitlines())


def test_markup_of_the_screen_is_plain_text(reader: Run, hostile_archive: Path) -> None:
    ran = reader("list", "--archive", hostile_archive)
    assert MARKUP in ran.stdout.decode()


@pytest.mark.parametrize(
    "query", ["\x1b]0;OWNED\x07(", "[@click=x]", "[/blue]", "\udcff", "a:\x9b"]
)
def test_nothing_of_a_query_acts(reader: Run, hostile_archive: Path, query: str) -> None:
    ran = reader("list", "--archive", hostile_archive, "--", query)
    assert ran.returncode in {1, 2}
    assert acting_in_pipe(ran.stderr) == set()


def test_no_link_but_web_and_mail_may_be_opened(reader: Run, hostile_archive: Path) -> None:
    ran = reader("show", "--json", "--archive", hostile_archive, "2023-05-23-links")
    links = json.loads(ran.stdout)["links"]
    openable = {link["address"] for link in links if link["kind"] == "web"}
    assert openable == {"https://evil.example"}
    assert any(link["address"].startswith("javascript:") for link in links)


@pytest.mark.parametrize("name", QUICK)
def test_a_heavy_body_is_shown_before_anybody_gives_up(
    reader: Run, tmp_path: Path, name: str
) -> None:
    write_posts(tmp_path, {name: HEAVY_BODIES[name]})
    ran = reader("show", "--archive", tmp_path, f"2023-05-28-{name}", seconds=30)
    assert (ran.returncode, ran.stderr) == (0, b"")

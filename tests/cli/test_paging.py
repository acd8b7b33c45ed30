"""Commands on a real terminal, with pagers that are there, are not, or are left early."""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.pseudo_terminal import PseudoTerminal

from reader.cli.paging import pager_command

READER = [sys.executable, "-m", "reader"]
LONG = "2022-04-27-gold"
SHORT = "2020-01-01-plain"
MARKING = "sed s/^/P:/"
InTerminal = Callable[..., PseudoTerminal]


@pytest.fixture
def in_terminal(archive: Path) -> Iterator[InTerminal]:
    """Return a function that starts a command on an archive with a long post, in a terminal."""
    lines = "\n\n".join(f"line {number}" for number in range(3000))
    (archive / f"_posts/{LONG}.md").write_text(f"# Gold\n\n{lines}\n")
    started = []

    def start(*arguments: str, pager: str | None = MARKING, **options: Any) -> PseudoTerminal:
        environment = {} if pager is None else {"READER_PAGER": pager}
        command = [*READER, *arguments, "--archive", str(archive)]
        terminal = PseudoTerminal(command, 80, 24, environment=environment | options)
        started.append(terminal)
        return terminal

    yield start
    for terminal in started:
        terminal.close()


def ended(terminal: PseudoTerminal) -> str:
    terminal.wait_for_end()
    assert terminal.process.returncode == 0
    return terminal.output


def test_what_fits_on_the_screen_is_printed_without_a_pager(in_terminal: InTerminal) -> None:
    assert "P:" not in ended(in_terminal("show", SHORT))


def test_what_does_not_fit_goes_through_the_pager_to_its_end(in_terminal: InTerminal) -> None:
    shown = ended(in_terminal("show", LONG))
    assert "P:line 2999" in shown
    assert shown.count("P:") == shown.count("\n")


def test_no_pager_prints_everything_whether_before_or_after_the_command(
    in_terminal: InTerminal,
) -> None:
    for arguments in (("--no-pager", "show", LONG), ("show", LONG, "--no-pager")):
        shown = ended(in_terminal(*arguments))
        assert "line 2999" in shown
        assert "P:" not in shown


@pytest.mark.parametrize("pager", ["no-such-program --flag", "'unclosed", "", "cat"])
def test_a_pager_that_is_none_is_no_error(in_terminal: InTerminal, pager: str) -> None:
    shown = ended(in_terminal("show", LONG, pager=pager))
    assert "line 2999" in shown
    assert "reader:" not in shown


def test_a_pager_that_quits_early_is_success(in_terminal: InTerminal) -> None:
    shown = ended(in_terminal("show", LONG, pager="head -n 5"))
    assert "line 0" in shown
    assert "line 2999" not in shown
    assert "Traceback" not in shown


@pytest.mark.skipif(shutil.which("less") is None, reason="no less")
def test_less_is_the_usual_pager_with_colours_and_the_text_stays(in_terminal: InTerminal) -> None:
    terminal = in_terminal("show", LONG, pager=None)
    terminal.wait_for("line 5")
    assert "ESC" not in terminal.screen
    terminal.send("q")
    shown = ended(terminal)
    assert "line 2999" not in shown
    assert "\x1b[?1049h" not in shown


@pytest.mark.skipif(shutil.which("less") is None, reason="no less")
def test_ctrl_c_in_the_pager_leaves_the_pager_open(in_terminal: InTerminal) -> None:
    terminal = in_terminal("show", LONG, SHORT, pager="less -X")
    terminal.wait_for("line 5")
    terminal.send("\x03")
    for _ in range(30):  # less drops the keys that came before it heard the signal
        terminal.read_quiet()
        terminal.send("G")
        if "(END)" in terminal.read_quiet():
            break
    terminal.wait_for("(END)")
    terminal.send("q")
    terminal.wait_for_end()
    assert "Traceback" not in terminal.output


def test_lists_are_paged_too(in_terminal: InTerminal, archive: Path) -> None:
    for number in range(40):
        (archive / f"_posts/2022-01-01-{number}.md").write_text("# Many\n")
    for arguments in (("list",), ("list", "--json"), ("search", "Many")):
        assert "P:" in ended(in_terminal(*arguments))


@pytest.mark.parametrize(
    ("setting", "variables", "pager"),
    [
        ("", {}, "less"),
        ("", {"PAGER": "more"}, "more"),
        ("head", {"PAGER": "more"}, "head"),
        ("head", {"READER_PAGER": "tail"}, "tail"),
        ("head", {"READER_PAGER": ""}, ""),
        ("cat", {"PAGER": "more"}, ""),
        ("LESS=R less -S", {}, "LESS=R less -S"),
        ("", {"TERM": "dumb"}, ""),
    ],
)
def test_the_pager_is_chosen_as_git_chooses_its_own(
    setting: str, variables: Mapping[str, str], pager: str
) -> None:
    assert pager_command(setting, {"TERM": "xterm"} | dict(variables)) == pager

"""Links of the text as hyperlinks of the terminal, in all that is written."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.pseudo_terminal import PseudoTerminal
from support.raw_output import acting_on_screen

Run = Callable[..., PseudoTerminal]
READER = [sys.executable, "-m", "reader"]
BODY = f"""
[long {"words " * 20}](https://a.example/黄金;x) 🧑‍🚀 [emoji 🧑‍🚀 link](http://b.example/?q=1)
[script](javascript:alert(1)) [file](file:///etc/passwd) [here](#top) [g](gemini://c.example/)
[big](https://a.example/{"b" * 2000})
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "2022-04-01-post.md").write_text(f"---\ntitle: Title\n---\n{BODY}\nThe end.\n")
    return folder


def links(run_in_terminal: Run, archive: Path, term: str) -> set[str]:
    terminal = run_in_terminal([*READER, archive], environment={"TERM": term})
    terminal.wait_for("The end.")
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert acting_on_screen(bytes(terminal.raw)) == set()
    return set(re.findall(r"\]8;id=[0-9a-f]+;([!-~]+)\x1b", terminal.output))


def test_only_addresses_that_may_be_opened_are_hyperlinks(
    run_in_terminal: Run, archive: Path
) -> None:
    assert links(run_in_terminal, archive, "xterm-kitty") == {
        "https://a.example/%E9%BB%84%E9%87%91;x",
        "http://b.example/?q=1",
        "gemini://c.example/",
    }


def test_an_unknown_terminal_gets_no_hyperlinks(run_in_terminal: Run, archive: Path) -> None:
    assert links(run_in_terminal, archive, "xterm-256color") == set()

"""The screen on an archive that is hostile in every place, one walk through all that it shows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from support.hostile_places import NAMED, state_lines, write_archive
from support.pseudo_terminal import PseudoTerminal
from support.raw_output import acting_on_screen

Open = Callable[..., PseudoTerminal]
UP, ESCAPE = "\x1b[A", "\x1b"
WALK = (
    ("j", "2/14"),
    ("/" + UP, "Search 甲␛]0;OWNED"),
    (ESCAPE, "j move"),
    ("/is:甲[red]", "甲[red]"),
    (ESCAPE, "j move"),
    ("F" + UP, "Tab: author"),
    (ESCAPE, "j move"),
    ("t", "Tab: 甲"),
    (ESCAPE, "j move"),
    ("e", "^s saves"),
    (ESCAPE, "j move"),
    ("w", "save as "),
    (ESCAPE, "j move"),
    ("E", "export 14 posts"),
    ("\x15/甲[red]/x.md\r", "甲[red]"),
    (ESCAPE, "j move"),
    ("|" + UP, "[@click=app.quit]x[/]"),
    ("\x15printf '甲\\033]0;OWNED\\007[red]\\233\\t\\342\\200\\256|'\r", "甲[red]"),
    (ESCAPE, "j move"),
    ("?4", "archive = "),
    (ESCAPE, "j move"),
    (":[@click=app.quit]甲", "[@click=app.quit]甲"),
    (ESCAPE, "j move"),
    ("\r", "left"),
    ("c", "┌"),
    (ESCAPE, "Space page"),
    ("f[/red]\r", "[/red]"),
    (ESCAPE, "Space page"),
    ("o", "letters or number"),
    (ESCAPE, "Space page"),
    ("R", "U0000001B"),
    ("G", "100%"),
    ("R", "Space page"),
    ("y", "sent the text"),
    ("Y", "sent title, date and path"),
    ("L1\r", "sent https://"),
)
"""Keys, and what is on the screen after them."""


@pytest.fixture
def hostile_home(
    tmp_path: Path, reader: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A hostile archive with hostile marks, labels, notes, views and histories."""
    root = write_archive(tmp_path / NAMED)
    listed = reader("list", "--json", "--archive", root)
    lines = state_lines([json.loads(line)["id"] for line in listed.stdout.splitlines()])
    (tmp_path / "state").write_text(lines)
    assert reader("state", "import", tmp_path / "state", "--archive", root).returncode == 0
    return root


def test_nothing_of_any_place_acts_on_the_screen(
    reader_in_terminal: Open, hostile_home: Path
) -> None:
    terminal = reader_in_terminal(hostile_home)
    terminal.wait_for("1/14")
    for keys, shown in WALK:
        terminal.send(keys)
        terminal.wait_for(shown)
        terminal.read_quiet(0.3 if keys == ESCAPE else 0.05)
    terminal.send("Q")
    assert terminal.wait_for_end() == 0
    assert terminal.modes_left_on == set()
    assert acting_on_screen(bytes(terminal.raw)) == set()

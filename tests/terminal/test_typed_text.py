"""What an input method sends in one burst arrives whole, in every prompt and in the note."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.pseudo_terminal import PseudoTerminal

Run = Callable[..., PseudoTerminal]
READER = [sys.executable, "-m", "reader"]
BURST = "中文\u3000𠮷野e\u0301👨\u200d👩\u200d👧\u00a0末"
"""Wide, with an ideographic space, beyond the BMP, combining, joined, with a space of no break."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(1, 4):
        post = folder / f"2022-04-0{number}-post.md"
        post.write_text(f"---\ntitle: Title {number}\n---\nText of post {number}.\n")
    return folder


@pytest.fixture
def terminal(run_in_terminal: Run, archive: Path) -> PseudoTerminal:
    terminal = run_in_terminal([*READER, archive], 100, 20)
    terminal.wait_for("Text of post 3.")
    return terminal


@pytest.mark.parametrize(
    ("keys", "label"), [("/", " /"), ("f", " find "), ("t", " label "), (":", "🔎")]
)
def test_a_prompt_takes_all_characters(terminal: PseudoTerminal, keys: str, label: str) -> None:
    terminal.send(keys)
    terminal.wait_for(label.rstrip())
    terminal.send(BURST)
    terminal.wait_for("末")
    (row,) = [row for row in terminal.screen.splitlines() if "末" in row]
    assert "中文\u3000𠮷野é👨" in row
    assert "\u00a0末" in row


def test_letters_arrows_and_enter_in_one_burst_keep_their_order(terminal: PseudoTerminal) -> None:
    terminal.send("/世界\x1b[D\x1b[D你好\x1b[F！\x7f。\r")
    terminal.wait_for("Search 你好世界。")


def test_a_burst_goes_into_the_note_in_its_order(terminal: PseudoTerminal, archive: Path) -> None:
    terminal.send("e")
    terminal.wait_for("Note")
    terminal.send(f"{BURST}\r二\x1b[H第\x1b[F行\x13")
    terminal.wait_for("2022-04-03-post.md")
    terminal.read_quiet(0.3)
    terminal.send("Q")
    assert terminal.wait_for_end() == 0
    shown = subprocess.run(
        [*READER, "state", "export", "--archive", archive],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    records = map(json.loads, shown.splitlines())
    notes = [record["value"] for record in records if record["field"] == "note"]
    assert notes == [f"{BURST}\n第二行"]


def test_full_width_keys_act_as_latin_ones_outside_of_prompts(terminal: PseudoTerminal) -> None:
    terminal.send("ｊ")
    terminal.wait_for("Text of post 2.")
    terminal.send("？")
    terminal.wait_for("Here, in the list")
    terminal.send("ｑ")
    terminal.wait_until(lambda: "Here, in the list" not in terminal.screen)
    terminal.send("／标题：ｂ？\r")
    terminal.wait_for("标题：ｂ？")


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("/", " /x"), ("f", " find x"), ("t", " label x"), (":", "🔎 x"), ("e", "x")],
)
def test_ctrl_c_cancels_a_prompt_and_quits_outside(
    terminal: PseudoTerminal, keys: str, shown: str
) -> None:
    terminal.send(keys)
    terminal.wait_for(shown.rstrip("x").rstrip() if keys != "e" else "Note")
    terminal.send("x")
    terminal.wait_for(shown)
    terminal.send("\x03")
    terminal.wait_until(lambda: terminal.place_of("▸ ●") == terminal.cursor)
    terminal.send("\x03")
    assert terminal.wait_for_end() == 0

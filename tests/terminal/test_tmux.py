"""The screen in tmux, which counts columns in its own way and has a clipboard of its own."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
RISKY = ["❤️ love", "1️⃣ one", "👍🏽 done", "हिन्दी में का", "👨‍👩‍👧 all", "🫠 new", "☰ menu", "plain"]
Tmux = Callable[..., str]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Return a function that runs a tmux command; the reader runs in it."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number, title in enumerate(RISKY, 1):
        post = folder / f"2022-04-0{number}-post.md"
        post.write_text(f"---\ntitle: {title}\n---\nText of {title}.\n", encoding="utf-8")
    (tmp_path / "tmux.conf").write_text("set -g set-clipboard on\n")
    base = ["tmux", "-u", "-S", str(tmp_path / "socket"), "-f", str(tmp_path / "tmux.conf")]

    def run(*words: str) -> str:
        done = subprocess.run([*base, *words], capture_output=True, text=True, check=False)
        return done.stdout

    run("new-session", "-d", "-x", "110", "-y", "20", f"{sys.executable} -m reader {folder}")
    yield run
    run("kill-server")


def wait_for(tmux: Tmux, command: str, *words: str, text: str) -> str:
    end = time.monotonic() + 20
    while text not in (shown := tmux(command, *words)):
        assert time.monotonic() < end, shown
        tmux("run-shell", "sleep 0.05")
    return shown


def test_no_text_stays_behind(tmux: Tmux) -> None:
    wait_for(tmux, "capture-pane", "-p", text="Text of plain.")
    for title in reversed(RISKY[:-1]):
        tmux("send-keys", "j")
        wait_for(tmux, "capture-pane", "-p", text=f"Text of {title.split()[-1]}"[:8])
    for _ in RISKY:
        tmux("send-keys", "k")
    wait_for(tmux, "capture-pane", "-p", text="Text of plain.")
    plain = tmux("capture-pane", "-p").splitlines()
    right = [row.rpartition("│")[2].strip() for row in plain[1:15] if "│" in row]
    assert [" ".join(row.split()) for row in right if row] == [
        "2022-04-08-post.md 100%",
        "plain",
        "2022-04-08 Friday 00:00 +0000",
        "Text of plain.",
    ]


def test_the_borders_stay_in_their_columns_as_tmux_counts_them(tmux: Tmux) -> None:
    wait_for(tmux, "capture-pane", "-p", text="Text of plain.")
    tmux("send-keys", "?")
    wait_for(tmux, "capture-pane", "-p", text="Here, in the list")
    tmux("send-keys", "q")  # which draws whole rows again
    screen = wait_for(tmux, "capture-pane", "-p", text="Text of plain.")
    columns = []
    rows = screen.splitlines()[1:12]
    for row in (row for row in rows if "\u200d" not in row):  # its format measures them apart
        tmux("set-option", "-g", "@left", row.rpartition("│")[0])
        columns.append(tmux("display-message", "-p", "#{w:@left}").strip())
    assert set(columns) == {"46"}, screen


def test_the_clipboard_of_tmux_takes_a_long_text(tmux: Tmux) -> None:
    wait_for(tmux, "capture-pane", "-p", text="Text of plain.")
    tmux("send-keys", "y")
    wait_for(tmux, "show-buffer", text="Text of plain.")

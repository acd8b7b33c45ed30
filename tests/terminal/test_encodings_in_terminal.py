"""The screen on terminals that do not use UTF-8."""

import shutil
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
    folder = tmp_path / "archive"
    folder.mkdir()
    for number, title in enumerate(("Gold rises", "中文", "Café closes"), 1):
        post = folder / f"2022-04-0{number}-post.md"
        post.write_text(f"---\ntitle: {title}\n---\nText of post {number}.\n", "utf-8")
    return folder


def check_screen(terminal: PseudoTerminal, word: bytes) -> None:
    """Check that a word of the archive is drawn, can be typed, and that quitting is clean."""
    terminal.wait_until(lambda: b"Text of post 3" in terminal.raw, "the text")
    assert word in terminal.raw
    terminal.send("/")
    before = len(terminal.raw)
    terminal.send(word)
    terminal.wait_until(lambda: word in terminal.raw[before:], "what was typed")
    terminal.send("\x1b")
    terminal.read_quiet(0.3)
    terminal.send("q")
    assert terminal.wait_for_end() == 0
    assert terminal.modes_left_on == set()


@pytest.mark.parametrize(
    ("encoding", "word"),
    [
        ("gbk", "中文".encode("gbk")),
        ("big5", "中文".encode("big5")),
        ("iso-8859-1", "Café".encode("latin-1")),
        ("ascii", b"Cafe"),
        ("utf-16", b"Cafe"),
    ],
)
def test_the_screen_is_drawn_with_what_the_encoding_has(
    run_in_terminal: Run, archive: Path, encoding: str, word: bytes
) -> None:
    terminal = run_in_terminal([*READER, archive], environment={"PYTHONIOENCODING": encoding})
    check_screen(terminal, word)


def test_the_posix_locale_draws_in_ascii(run_in_terminal: Run, archive: Path) -> None:
    environment = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    check_screen(run_in_terminal([*READER, archive], environment=environment), b"Cafe")


@pytest.mark.skipif(not shutil.which("localedef"), reason="locales can't be made here")
@pytest.mark.parametrize(
    ("source", "charmap", "word"),
    [
        ("zh_CN", "GBK", "中文".encode("gbk")),
        ("zh_TW", "BIG5", "中文".encode("big5")),
        ("en_US", "ISO-8859-1", "Café".encode("latin-1")),
    ],
)
def test_a_locale_of_another_encoding(
    run_in_terminal: Run, archive: Path, tmp_path: Path, source: str, charmap: str, word: bytes
) -> None:
    name = f"{source}.{charmap}"
    made = subprocess.run(
        ["localedef", "-i", source, "-f", charmap, tmp_path / name],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no sources of locales here")
    environment = {"LC_ALL": name, "LOCPATH": str(tmp_path)}
    check_screen(run_in_terminal([*READER, archive], environment=environment), word)

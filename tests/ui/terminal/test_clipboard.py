import base64
import re
from pathlib import Path

import pytest

from reader.ui.terminal import clipboard
from reader.ui.terminal.clipboard import MAX_SEQUENCE_BYTES, clipboard_sequence

PLAIN = "\x1b]52;c;R29sZA==\x07"
FOR_SCREEN = f"\x1bP{PLAIN}\x1b\\"


@pytest.mark.parametrize(
    ("environment", "sequence"),
    [
        ({"TERM": "xterm-256color"}, PLAIN),
        ({"TERM": "tmux-256color"}, PLAIN),
        ({"TERM": "screen", "TMUX": "/tmp/tmux"}, PLAIN),
        ({"TERM": "screen", "STY": "1.pts"}, FOR_SCREEN),
        ({"TERM": "screen-256color"}, PLAIN + FOR_SCREEN),
        ({"TERM": "screen", "TMUX": "/tmp/tmux", "STY": "1.pts"}, PLAIN + FOR_SCREEN),
    ],
)
def test_a_multiplexer_gets_the_form_it_passes_on(
    environment: dict[str, str], sequence: str
) -> None:
    assert clipboard_sequence("Gold", environment) == sequence


def test_screen_gets_chunks_that_it_can_hold() -> None:
    sequence = clipboard_sequence("黄金" * 5000, {"STY": "1.pts"})
    assert sequence is not None
    chunks = re.findall(r"\x1bP([^\x1b]*|\x1b\][^\x1b]*)\x1b\\", sequence)
    assert max(map(len, chunks)) < 768
    assert sequence == "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)
    data = "".join(chunks).removeprefix("\x1b]52;c;").removesuffix("\x07")
    assert base64.b64decode(data).decode() == "黄金" * 5000


def test_what_is_too_long_is_not_sent() -> None:
    longest = (MAX_SEQUENCE_BYTES - 8) // 4 * 3
    assert clipboard_sequence("a" * longest, {}) is not None
    assert clipboard_sequence("a" * (longest + 3), {}) is None


async def test_what_is_too_long_is_in_a_private_file_that_is_named(
    start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(clipboard, "state_folder", lambda: tmp_path / "state")
    async with start() as driver:
        for text in ("黄金" * 500_000, "b" * 500_000):
            said = clipboard.copy(driver.app, text, "sent")
            path = tmp_path / "state" / "copied.txt"
            assert said == f"too long for the clipboard: the text is in {path}"
            assert path.read_text(encoding="utf-8") == text
            assert path.stat().st_mode & 0o777 == 0o600
            assert driver.app.clipboard == text
        assert [file.name for file in path.parent.iterdir()] == ["copied.txt"]


async def test_a_file_that_can_not_be_written_is_said(
    start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(clipboard, "state_folder", lambda: tmp_path / "file")
    async with start() as driver:
        said = clipboard.copy(driver.app, "b" * 500_000, "sent")
    assert said.startswith("not copied: ")


async def test_a_console_without_a_clipboard_gets_a_file(
    start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(clipboard, "state_folder", lambda: tmp_path)
    monkeypatch.setenv("TERM", "linux")
    async with start() as driver:
        said = clipboard.copy(driver.app, "黄金", "sent")
    path = tmp_path / "copied.txt"
    assert said == f"this terminal has no clipboard: the text is in {path}"
    assert path.read_text(encoding="utf-8") == "黄金"

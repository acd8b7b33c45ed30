"""Images in terminals with and without sixels."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from support.pseudo_terminal import PseudoTerminal

Run = Callable[..., PseudoTerminal]
READER = [sys.executable, "-m", "reader"]
ASKED, SIXELS, HALF_BLOCK = b"\x1b[c", b"\x1bP0;1q", "▀".encode()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "2022-04-01-post.md").write_text(
        "---\ntitle: Title\n---\n![A chart](chart.png)\n\nText below.\n"
    )
    Image.new("RGB", (40, 40), "red").save(tmp_path / "chart.png")
    return tmp_path


@pytest.mark.parametrize(
    ("answer", "drawn"), [(b"\x1b[?62;4;22c", SIXELS), (b"\x1b[?62;22c", HALF_BLOCK)]
)
def test_a_terminal_is_asked_for_sixels_when_an_image_is_to_be_shown(
    run_in_terminal: Run, archive: Path, answer: bytes, drawn: bytes
) -> None:
    terminal = run_in_terminal([*READER, archive], cell=(8, 16))
    terminal.wait_for("Text below.")
    assert ASKED not in terminal.raw
    terminal.send("i")
    terminal.wait_until(lambda: ASKED in terminal.raw, "the question")
    terminal.send(answer)
    terminal.wait_until(lambda: drawn in terminal.raw, "the image")
    terminal.send("q")
    assert terminal.wait_for_end() == 0


def test_a_terminal_without_pixels_is_not_asked(run_in_terminal: Run, archive: Path) -> None:
    terminal = run_in_terminal([*READER, archive])
    terminal.wait_for("Text below.")
    terminal.send("i")
    terminal.wait_until(lambda: HALF_BLOCK in terminal.raw, "the image")
    assert ASKED not in terminal.raw


def test_graphics_that_are_chosen_need_no_answer(
    run_in_terminal: Run, archive: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "terminal-news-reader" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('images = "iterm2"\ntext_pane = "always"\n')
    environment = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    terminal = run_in_terminal([*READER, archive], environment=environment)
    terminal.wait_for("Text below.")
    terminal.send("i")
    terminal.wait_until(lambda: b"\x1b]1337;File=inline=1;" in terminal.raw, "the image")
    assert ASKED not in terminal.raw

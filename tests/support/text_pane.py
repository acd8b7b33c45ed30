"""Settings with which the text of the newest post is on the screen from the start."""

from pathlib import Path

import pytest


def write_settings(folder: Path) -> Path:
    """Write the settings file into a folder of settings, and return that folder."""
    (folder / "terminal-news-reader").mkdir()
    lines = 'text_pane = "always"\nwelcome = false\n'
    (folder / "terminal-news-reader" / "settings.toml").write_text(lines)
    return folder


@pytest.fixture(autouse=True)
def _text_from_the_start(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have the text pane from the start, in a settings file that processes find."""
    folder = write_settings(tmp_path_factory.mktemp("config"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))

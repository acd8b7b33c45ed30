"""Settings with which the text of the newest post is on the screen from the start."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _text_from_the_start(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Have the text pane from the start, in a settings file that processes find."""
    folder = tmp_path_factory.mktemp("config") / "terminal-news-reader"
    folder.mkdir()
    Path(folder, "settings.toml").write_text('text_pane = "always"\nwelcome = false\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder.parent))

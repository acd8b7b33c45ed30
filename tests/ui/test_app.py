from pathlib import Path

import pytest

from reader.config import Settings
from reader.errors import SettingsError
from reader.session import open_session
from reader.ui.app import ReaderApp


def test_a_theme_that_does_not_exist_is_refused_with_the_names_of_those_that_do(
    tmp_path: Path,
) -> None:
    with pytest.raises(SettingsError, match=r"unknown theme 'sunny'; known themes: .*terminal"):
        ReaderApp(open_session(tmp_path, Settings(theme="sunny")))


def test_a_command_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"keys\.dance: unknown command"):
        ReaderApp(open_session(tmp_path, Settings(keys={"dance": "d"})))


def test_the_palette_offers_no_screenshot(tmp_path: Path) -> None:
    app = ReaderApp(open_session(tmp_path, Settings()))
    titles = [command.title for command in app.get_system_commands(app.get_default_screen())]
    assert "Theme" in titles
    assert not any("screenshot" in title.lower() for title in titles)

from pathlib import Path

import pytest
from textual.events import AppFocus

from reader.paths import settings_file


@pytest.fixture(autouse=True)
def _config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write("")


def write(text: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    first = "use_index = false\nfollow_after_ms = 0\n"
    settings_file().write_text(f"{first}{text}", encoding="utf-8")


async def test_a_changed_file_is_taken_up_on_a_refresh(start) -> None:
    async with start((240, 40), reads_file=True) as driver:
        write('text_width = 33\ntheme = "nord"')
        await driver.press("r")
        await driver.until(lambda: driver.app.theme == "nord")
        assert driver.screen.widgets.text.text_width == 33
        assert driver.app.session.state.choices().keys() <= {"welcome"}


async def test_keys_of_a_changed_file_work_when_the_focus_comes_back(start) -> None:
    async with start(reads_file=True) as driver:
        write('[keys]\nhelp = "f9"')
        driver.app.post_message(AppFocus())
        await driver.until_shown("taken up from the settings: keys")
        await driver.press("f9")
        await driver.until(lambda: driver.app.screen is not driver.screen)


async def test_what_is_wrong_in_a_changed_file_is_said(start) -> None:
    async with start((240, 40), reads_file=True) as driver:
        write("txt_width = 33")
        driver.app.post_message(AppFocus())
        await driver.until_shown("did you mean text_width?")
        write("text_width = ")
        driver.app.post_message(AppFocus())
        await driver.until_shown("is not TOML")

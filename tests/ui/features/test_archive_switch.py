from pathlib import Path

import pytest

from reader.paths import settings_file
from reader.session import open_session
from reader.ui.app import ReaderApp


async def test_another_archive_is_chosen_by_its_name(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'[archives.news]\npath = "{archive}"\n[archives.gold]\npath = "{tmp_path}"')
    app = ReaderApp(open_session(Path("news"), uses_index=False))
    async with app.run_test() as pilot:
        await pilot.press("ctrl+o", *"gol")
        for _ in range(200):
            if app.archive_wanted:
                break
            await pilot.press("enter")
            await pilot.pause(0.02)
    assert app.archive_wanted == "gold"
    assert app.return_code == 0


async def test_without_names_there_is_nothing_to_switch_to(start) -> None:
    async with start() as driver:
        await driver.press("ctrl+o")
        await driver.until_shown("the settings name no other archive")

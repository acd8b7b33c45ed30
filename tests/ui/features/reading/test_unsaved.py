"""While nothing can be saved, no message says that it was."""

import pytest

from reader.config import Settings
from reader.paths import state_folder


@pytest.fixture
def _full(monkeypatch: pytest.MonkeyPatch) -> None:
    state_folder().parent.mkdir(parents=True, exist_ok=True)
    state_folder().write_text("a file where the folder should be")


@pytest.mark.usefixtures("_full")
async def test_marks_that_can_t_be_saved_are_not_said_to_be_made(start) -> None:
    async with start(settings=Settings(follow_after_ms=0, use_index=False)) as driver:
        await driver.press("j", "A")
        await driver.until_shown("can't be saved")
        said = [driver.text]
        await driver.press("u")
        await driver.until_shown("not saved")
        said.append(driver.text)
        assert not any("kept" in text or "marked" in text for text in said)

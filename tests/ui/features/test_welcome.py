"""The first run shows the keys to begin with; any key goes on, and does what it does."""

import pytest

from reader.config import Settings

SETTINGS = Settings(follow_after_ms=0, use_index=False)
HEADING = "These keys are enough to begin"


async def test_the_first_run_says_which_keys_are_enough_and_the_next_does_not(start) -> None:
    async with start(size=(80, 24), settings=SETTINGS, welcome=True) as driver:
        await driver.until_shown(HEADING)
        assert "云出海图鉴" in driver.text
        await driver.press("j")
        await driver.until(lambda: HEADING not in driver.text)
        assert driver.screen.widgets.posts.cursor == 1
    async with start(size=(80, 24), settings=SETTINGS, welcome=True) as driver:
        assert HEADING not in driver.text


@pytest.mark.parametrize("size", [(39, 30), (80, 19), (1, 1)])
async def test_a_small_screen_is_left_to_the_posts(start, size: tuple[int, int]) -> None:
    async with start(size=size, settings=SETTINGS, welcome=True) as driver:
        assert not driver.screen.widgets.welcome.display


async def test_a_click_goes_on_too(start) -> None:
    async with start(size=(80, 24), settings=SETTINGS, welcome=True) as driver:
        await driver.until_shown(HEADING)
        await driver.pilot.click(offset=(20, 3))
        await driver.until(lambda: HEADING not in driver.text)


async def test_settings_can_leave_it_out(start) -> None:
    async with start(size=(80, 24), settings=SETTINGS) as driver:
        assert HEADING not in driver.text

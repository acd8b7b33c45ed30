"""Clicks that come quicker than a dialog closes: the second one ends nothing."""

import pytest
from textual import events

CLICK = (events.MouseDown, events.MouseUp)


@pytest.mark.parametrize("key", ["c", "colon"])
@pytest.mark.parametrize("row", range(5, 36, 6))
async def test_two_quick_clicks_anywhere_in_a_dialog_end_nothing(
    archive, start, key: str, row: int
) -> None:
    headings = "".join(f"# Heading {number}\n\nText.\n\n" for number in range(20))
    (archive / "_posts/2022-04-29-0.md").write_text(f"---\ntitle: Headings\n---\n{headings}")
    async with start() as driver:
        await driver.press("g", "enter")
        await driver.until_shown("Heading 3")
        await driver.press(key)
        await driver.until(lambda: len(driver.app.screen_stack) == 2)
        for kind in (events.MouseMove, *CLICK * 3):
            driver.app.post_message(kind(None, 60, row, 0, 0, 1, False, False, False))
        await driver.pilot.pause()
        assert driver.app.is_running

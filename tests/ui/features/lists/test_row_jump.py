"""Jumping to a row that the list does not have."""

import pytest


@pytest.mark.parametrize(
    ("sorting", "wanted", "answer"),
    [
        ((), "2019", "no post of that date or before"),
        (("S",), "2099", "no post of that date or after"),
        (("S", "S"), "2022", "the list is not sorted by date"),
    ],
)
async def test_a_date_that_the_list_does_not_reach_is_told(
    start, sorting: tuple[str, ...], wanted: str, answer: str
) -> None:
    async with start() as driver:
        for key in sorting:
            await driver.press(key)
        await driver.press("number_sign", *wanted, "enter")
        await driver.until_shown(answer)

"""The prompt line, with keys in one burst as a slow line delivers them."""

from textual.events import Key

from reader.posts.post import PostId
from reader.state.records import Mark

GOLD = PostId("2022-04-27-2")


def is_starred(driver, post: PostId) -> bool:
    return driver.screen.session.state.has(post, Mark.STARRED)


def burst(driver, *keys: str) -> None:
    """Send keys without waiting for what each does."""
    for key in keys:
        driver.app.post_message(Key(key, key if len(key) == 1 else None))


async def test_letters_after_enter_are_keys_of_the_list(start) -> None:
    async with start() as driver:
        burst(driver, "slash", *"gold", "enter", "s")
        await driver.until_shown("Search gold ")
        await driver.until(lambda: is_starred(driver, GOLD))
        assert driver.screen.widgets.prompt.mode is None


async def test_letters_after_enter_in_an_open_line_are_keys_of_the_list(start) -> None:
    async with start() as driver:
        await driver.press("slash")
        burst(driver, *"gold", "enter", "s")
        await driver.until_shown("Search gold ")
        await driver.until(lambda: is_starred(driver, GOLD))


async def test_letters_after_enter_on_a_fault_go_on_with_the_text(start) -> None:
    async with start() as driver:
        burst(driver, "slash", *"tag:", "enter", *"gold")
        await driver.until_shown("Search tag:gold")
        assert driver.screen.widgets.prompt.text == "tag:gold"

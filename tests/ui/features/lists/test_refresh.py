from pathlib import Path

from reader.config import Settings

_INDEXED = Settings(follow_after_ms=0, use_index=True)


async def test_a_shown_search_finds_a_new_post_once_its_text_is_read(start, archive: Path) -> None:
    async with start(settings=_INDEXED) as driver:
        await driver.press("slash", *"铜价", "enter")
        await driver.until_shown("No posts here.")
        new = archive / "_posts/2022-05-01-5.md"
        new.write_text("---\ntitle: 期货\n---\n铜价上涨。\n", encoding="utf-8")
        await driver.press("r")
        await driver.until(lambda: driver.titles == ["期货"])


async def test_an_empty_search_is_not_final_before_all_texts_are_read(start) -> None:
    async with start(settings=_INDEXED) as driver:
        posts = driver.screen.widgets.posts
        await driver.press("slash", *"铜价", "enter")
        await driver.until_shown("No posts here.")
        posts.lacks_texts = True
        posts.repaint(0)
        await driver.until_shown("No posts found so far.")
        driver.screen.features.refresh.look()
        await driver.until_shown("No posts here.")

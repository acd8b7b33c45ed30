"""Panes on the screen: what opens and closes the text, and where the borders are."""

import pytest

from reader.config import Follow, PaneOrder, Settings

PLAIN = {"follow_after_ms": 0, "use_index": False}


def is_shown(driver, pane: str) -> bool:
    box = driver.screen.query_one(f"#{pane}-pane")
    return box.region.area > 0


async def test_a_list_has_the_whole_width_until_a_post_is_opened_and_after_q(start) -> None:
    async with start(size=(80, 24), settings=Settings(**PLAIN)) as driver:
        await driver.press("j")
        assert not is_shown(driver, "text")
        assert driver.screen.widgets.posts.size.width == 80
        await driver.press("enter")
        await driver.until_shown("Gold rose.")
        await driver.press("h")
        await driver.until(lambda: is_shown(driver, "list") and is_shown(driver, "text"))
        await driver.press("l", "q")
        await driver.until(lambda: not is_shown(driver, "text"))
        assert driver.screen.widgets.posts.size.width == 80


@pytest.mark.parametrize("key", ["right", "space", "enter"])
async def test_the_text_pane_never_opens_empty(start, key: str) -> None:
    settings = Settings(follow=Follow.ON_ENTER, use_index=False)
    async with start(size=(80, 24), settings=settings) as driver:
        await driver.press(key)
        await driver.until_shown("第一段")


async def test_the_text_follows_the_cursor_once_it_is_open(start) -> None:
    async with start(size=(120, 30), settings=Settings(**PLAIN)) as driver:
        await driver.press("enter", "h", "j")
        await driver.until_shown("Gold rose.")


@pytest.mark.parametrize("order", PaneOrder)
async def test_the_layout_of_the_settings_is_used(start, order: PaneOrder) -> None:
    async with start(size=(80, 24), settings=Settings(**PLAIN, layout=order)) as driver:
        await driver.press("enter")
        await driver.until_shown("第一段")
        posts, text = (driver.screen.query_one(f"#{name}-pane").region for name in ("list", "text"))
        found = {
            PaneOrder.AUTO: text.width == 80 and posts.area == 0,
            PaneOrder.BESIDE: posts.area > 0 and posts.right == text.x,
            PaneOrder.BELOW: posts.area > 0 and posts.bottom == text.y,
            PaneOrder.SINGLE: text.width == 80 and posts.area == 0,
        }
        assert found[order]


async def test_z_brings_the_list_beside_a_text_that_stands_alone(start) -> None:
    async with start(size=(80, 24), settings=Settings(**PLAIN)) as driver:
        await driver.press("enter")
        await driver.until_shown("第一段")
        assert not is_shown(driver, "list")
        await driver.press("z")
        await driver.until(lambda: is_shown(driver, "list"))
        assert is_shown(driver, "text")


async def test_a_layout_chosen_by_key_is_kept_for_the_next_run(start) -> None:
    async with start(size=(80, 24), settings=Settings(**PLAIN)) as driver:
        await driver.press("enter", "backslash")
        await driver.until_shown("beside the list")
        assert is_shown(driver, "list")
        await driver.press("backslash")
        await driver.until_shown("below the list")
    async with start(size=(80, 24), settings=Settings(**PLAIN)) as driver:
        await driver.press("enter")
        await driver.until_shown("第一段")
        assert driver.screen.query_one("#text-pane").region.y > 5


async def test_borders_are_moved_by_keys_reset_and_kept(start) -> None:
    async with start(size=(120, 30), settings=Settings(**PLAIN)) as driver:
        await driver.press("enter", "h")
        before = driver.screen.query_one("#list-pane").region.width
        await driver.press("plus", "plus", "minus")
        await driver.until(lambda: driver.screen.query_one("#list-pane").region.width == before + 4)
    async with start(size=(120, 30), settings=Settings(**PLAIN)) as driver:
        await driver.press("enter", "h")
        assert driver.screen.query_one("#list-pane").region.width == before + 4
        await driver.press("equals_sign")
        await driver.until(lambda: driver.screen.query_one("#list-pane").region.width == before)


async def test_a_border_follows_the_mouse(start) -> None:
    async with start(size=(120, 30), settings=Settings(**PLAIN)) as driver:
        await driver.press("enter")
        await driver.until_shown("第一段")
        edge = driver.screen.query_one("#text-pane").region.x
        await driver.pilot.mouse_down(offset=(edge, 10))
        await driver.pilot.hover(offset=(edge - 10, 10))
        await driver.pilot.mouse_up(offset=(edge - 10, 10))
        await driver.until(lambda: driver.screen.query_one("#text-pane").region.x == edge - 10)


async def test_a_long_title_is_read_to_its_end_on_the_row_of_the_cursor(start, archive) -> None:
    title = "云港交易所" * 12 + "完"
    (archive / "_posts" / "2022-05-01-9.md").write_text(
        f"---\ntitle: {title}\ndate: 2022-05-01 10:00:00 +0800\n---\ntext\n", encoding="utf-8"
    )
    async with start(size=(80, 24), settings=Settings(**PLAIN)) as driver:
        await driver.until_shown("云港交易所")
        assert "完" not in driver.text
        await driver.press("}", "}", "}")
        await driver.until_shown("完")
        await driver.press("j")
        await driver.until(lambda: "完" not in driver.text)


async def test_a_list_format_that_is_none_is_named_and_the_usual_one_used(start) -> None:
    settings = Settings(**PLAIN, list_format="{titel}")
    async with start(size=(240, 30), settings=settings) as driver:
        await driver.until_shown("did you mean 'title'")
        assert "云出海图鉴" in driver.text


async def test_rows_have_the_columns_of_the_format(start) -> None:
    settings = Settings(**PLAIN, list_format="{day}|{title:20}|{category:6}")
    async with start(size=(80, 24), settings=settings) as driver:
        assert "2022-04-28|云出海图鉴" in driver.text
        assert "|财经" in driver.text

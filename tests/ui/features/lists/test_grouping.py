"""Headings between the days of the list."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.ui.widgets.post_list import PostList
from tests.ui.conftest import USUAL, Driver, Start

GROUPED = replace(USUAL, group_by_day=True)


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """Thirty days with ten posts each."""
    root = tmp_path / "month"
    (root / "_posts").mkdir(parents=True)
    for day, number in ((day, number) for day in range(1, 31) for number in range(10)):
        written = f"title: News {number} of {day}\ndate: 2022-04-{day:02} {10 + number}:00 +0800"
        path = root / f"_posts/2022-04-{day:02}-{number}.md"
        path.write_text(f"---\n{written}\n---\nAll of it.\n")
    return root


def rows_of(driver: Driver) -> list[str]:
    """The visible rows of the list."""
    posts = driver.screen.widgets.posts
    return [posts.strip_at_row(row).text.rstrip() for row in range(posts.size.height)]


def row_at_cursor(posts: PostList) -> str:
    return posts.strip_at_row(posts.cursor_offset.y).text


async def test_a_key_shows_a_heading_for_each_day_and_hides_them(start: Start) -> None:
    async with start() as driver:
        await driver.press("d")
        assert rows_of(driver)[0].strip() == "2022-04-28 Thursday · 1 post"
        assert "Gold rises" in rows_of(driver)[3]
        await driver.press("d")
        assert "Gold rises" in rows_of(driver)[1]


async def test_the_choice_is_kept(start: Start) -> None:
    async with start() as driver:
        await driver.press("d")
        assert driver.app.session.state.choice("group_by_day") == "true"


async def test_the_cursor_goes_from_post_to_post(start: Start, month: Path) -> None:
    async with start((80, 24), GROUPED, month) as driver:
        posts = driver.screen.widgets.posts
        for step in range(1, 60):
            await driver.press("j")
            assert posts.cursor == step
            assert row_at_cursor(posts).startswith("▸ ")
        for _ in range(59):
            await driver.press("k")
            assert row_at_cursor(posts).startswith("▸ ")
        assert posts.top == 0


async def test_the_last_post_can_be_seen(start: Start, month: Path) -> None:
    async with start((80, 24), GROUPED, month) as driver:
        await driver.press("G")
        await driver.until(lambda: "News 0 of 1" in rows_of(driver)[-1])


async def test_a_day_that_ends_below_the_page_is_counted(start: Start, month: Path) -> None:
    async with start((80, 24), GROUPED, month) as driver:
        await driver.until(lambda: "  2022-04-29 Friday · 10 posts" in rows_of(driver))


async def test_a_click_on_a_heading_chooses_nothing(start: Start) -> None:
    async with start(settings=GROUPED) as driver:
        await driver.pilot.click("#list", offset=(5, 2))
        assert driver.screen.widgets.posts.cursor == 0
        await driver.pilot.click("#list", offset=(5, 3))
        assert driver.screen.widgets.posts.cursor == 1


async def test_passages_stand_below_their_posts(start: Start) -> None:
    async with start(settings=GROUPED) as driver:
        await driver.press("slash", *"gold", "enter")
        await driver.until(lambda: "Gold rose" in rows_of(driver)[2])
        assert rows_of(driver)[0].strip().startswith("2022-04-27 Wednesday")


async def test_a_list_in_another_order_has_no_headings(start: Start) -> None:
    async with start(settings=GROUPED) as driver:
        await driver.press("S", "S")
        await driver.until_shown("by title")
        assert not any("Thursday" in row for row in rows_of(driver))


async def test_a_key_within_the_page_repaints_two_rows(start: Start, month: Path) -> None:
    async with start((80, 24), GROUPED, month) as driver:
        posts = driver.screen.widgets.posts
        await driver.until(lambda: "  2022-04-29 Friday · 10 posts" in rows_of(driver))
        await driver.pilot.pause()
        painted: list[int] = []
        render = posts.render_line
        posts.render_line = lambda y: painted.append(y) or render(y)  # type: ignore[method-assign,func-returns-value]
        await driver.press("j")
        await driver.pilot.pause()
        assert painted == [1, 2]


async def test_days_of_a_list_that_begins_with_the_oldest_are_counted_too(
    start: Start, month: Path
) -> None:
    async with start((80, 24), GROUPED, month) as driver:
        await driver.press("S")
        await driver.until(lambda: "  2022-04-02 Saturday · 10 posts" in rows_of(driver))

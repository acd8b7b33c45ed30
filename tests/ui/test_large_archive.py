"""The list on an index: rows on demand, changes announced, orders, and jumps."""

from pathlib import Path

import pytest

from reader.config import Settings, TextPane

INDEXED = Settings(follow_after_ms=0, text_pane=TextPane.ALWAYS)
POSTS = 700


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """An archive of more posts than one page of rows, one per hour."""
    root = tmp_path / "large"
    (root / "_posts").mkdir(parents=True)
    for number in range(POSTS):
        day, hour = divmod(number, 24)
        name = f"2022-{day // 28 + 1:02}-{day % 28 + 1:02}-{number:04}.md"
        date = f"2022-{day // 28 + 1:02}-{day % 28 + 1:02} {hour:02}:00:00 +0800"
        (root / "_posts" / name).write_text(
            f"---\ntitle: post {number:04}\ndate: {date}\n---\ntext {number}\n"
        )
    return root


def add(root: Path, name: str, title: str, date: str) -> None:
    (root / "_posts" / name).write_text(f"---\ntitle: {title}\ndate: {date} +0800\n---\nx\n")


async def test_the_last_row_of_many_is_there_in_a_moment(start, large: Path) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        await driver.press("G")
        await driver.until_shown("text 0")
        assert "700/700" in driver.text
        await driver.press("g")
        await driver.until_shown("text 699")


async def test_a_row_is_gone_to_by_number_share_and_date(start, large: Path) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        await driver.press("number_sign", *"600", "enter")
        await driver.until_shown("600/700")
        await driver.press("number_sign", *"50%", "enter")
        await driver.until_shown("351/700")
        await driver.press("number_sign", *"2022-01-02", "enter")
        await driver.until_shown("text 47")
        await driver.press("number_sign", *"soon", "enter")
        await driver.until_shown("expected a row")


async def test_the_order_changes_and_the_place_in_each_is_kept(start, large: Path) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        await driver.press("j", "j", "S")
        await driver.until_shown("oldest first")
        await driver.until_shown("text 0")
        await driver.press("S", "S", "S")
        await driver.until_shown("newest first")
        await driver.until_shown("3/700")


async def test_a_second_start_shows_the_list_from_the_index(start, large: Path) -> None:
    async with start(settings=INDEXED, root=large):
        pass
    async with start(settings=INDEXED, root=large) as driver:
        assert driver.app.session.repository.is_complete
        assert "post 0699" in driver.text


async def test_new_posts_are_announced_and_taken_in_on_r(start, large: Path) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        await driver.press("j", "j")
        add(large, "2023-01-01-new.md", "brand new", "2023-01-01 10:00:00")
        driver.screen.features.refresh.look()
        await driver.until_shown("1 new, press r")
        assert "brand new" not in driver.text
        assert "3/700" in driver.text
        await driver.press("r")
        await driver.until_shown("4/701")
        assert "press r" not in driver.text


async def test_at_the_top_new_posts_come_by_themselves(start, large: Path) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        add(large, "2023-01-01-new.md", "brand new", "2023-01-01 10:00:00")
        driver.screen.features.refresh.look()
        await driver.until_shown("brand new")
        assert "1/701" in driver.text


@pytest.mark.parametrize("keys", [("enter",), ("enter", "z"), ("k",), ("enter", "f"), ("e",)])
async def test_a_new_post_never_replaces_the_text_that_is_being_read(
    start, large: Path, keys: tuple[str, ...]
) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        screen, posts = driver.screen, driver.screen.widgets.posts
        await driver.until_shown("text 699")
        await driver.press(*keys)
        for number in range(3):
            day = f"2023-01-0{number + 1}"
            add(large, f"{day}-new.md", f"new {number}", f"{day} 10:00:00")
            screen.features.refresh.look()
            await driver.until(
                lambda count=701 + number: len(list(screen.session.repository.ids())) == count
            )
            await driver.until(lambda: not screen.features.refresh.is_refreshing)
            await driver.pilot.pause()
        assert posts.current.title == "post 0699"
        assert screen.features.texts.opened.post.title == "post 0699"
        assert "text 699" in screen.widgets.text.text_layout.text


async def test_new_posts_come_above_the_cursor_of_one_who_reads_the_newest(
    start, large: Path
) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        posts = driver.screen.widgets.posts
        await driver.press("enter")
        for number in range(3):
            day = f"2023-01-0{number + 1}"
            add(large, f"{day}-new.md", f"new {number}", f"{day} 10:00:00")
            driver.screen.features.refresh.look()
            await driver.until(lambda count=701 + number: posts.line_count == count)
        assert posts.cursor == 3
        assert posts.post_at(0).title == "new 2"
        await driver.until_shown("new 2")


async def test_a_text_whose_file_went_away_stays_until_another_is_opened(
    start, large: Path
) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        await driver.press("enter")
        await driver.until_shown("text 699")
        name = driver.screen.widgets.posts.current.path
        (large / name).unlink()
        driver.screen.features.refresh.look()
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 699)
        await driver.pilot.pause()
        assert "text 699" in driver.text
        await driver.press("J")
        await driver.until(lambda: "text 699" not in driver.text)


async def test_a_file_that_comes_while_the_reader_is_open_is_noticed(start, large: Path) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        names = (f"2023-01-01-{number:03}.md" for number in range(1000))

        def is_noticed() -> bool:
            """Add a file, because the first ones may precede the start of watching."""
            add(large, next(names), "brand new", "2023-01-01 10:00:00")
            return "brand new" in driver.text

        await driver.until(is_noticed)


async def test_the_sidebar_narrows_and_comes_back(start) -> None:
    async with start() as driver:
        await driver.press("h", "slash", *"gol")
        await driver.until(lambda: driver.screen.widgets.sidebar.line_count == 2)
        await driver.press("enter", "escape")
        await driver.until(lambda: driver.screen.widgets.sidebar.line_count > 6)


async def test_an_expression_over_all_texts_finds_its_posts_and_shows_no_progress_at_the_end(
    start, large: Path
) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        await driver.press("slash", *"text:/t 6.9$/", "enter")
        await driver.until_shown("1/10")
        await driver.until(lambda: "searching" not in driver.text)


async def test_a_search_through_all_texts_is_ended_by_escape(start, large: Path) -> None:
    async with start(settings=INDEXED, root=large) as driver:
        await driver.until_shown("text 699")
        listing = driver.screen.features.listing
        await driver.press("slash", *r"text:/(?:t|te|tex)*\w+ 6.9$/", "enter")
        await driver.until(lambda: listing.view.title.startswith("Search text:/(?:t|te|tex)*"))
        await driver.until(lambda: driver.screen.widgets.posts.selection.is_counted)
        assert not listing.stop_search()

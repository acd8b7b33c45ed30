from reader.config import MarkRead, Settings
from reader.posts.post import PostId
from reader.session import open_session
from reader.state.records import Mark

GOLD = PostId("2022-04-27-2")


def settings(mark_read: MarkRead) -> Settings:
    return Settings(follow_after_ms=0, use_index=False, mark_read=mark_read)


def read(driver) -> frozenset[PostId]:
    return driver.screen.session.state.marked(Mark.READ)


async def test_a_post_that_was_opened_and_scrolled_is_read(start) -> None:
    async with start() as driver:
        await driver.press("j", "enter")
        await driver.until_shown("Gold rose.")
        await driver.press("j")
        await driver.until(lambda: read(driver) == {GOLD})


async def test_a_post_that_was_opened_and_looked_at_is_read(start) -> None:
    async with start() as driver:
        await driver.press("enter")
        await driver.until(lambda: len(read(driver)) == 1)


async def test_at_once_means_with_enter(start) -> None:
    async with start(settings=settings(MarkRead.AT_ONCE)) as driver:
        await driver.press("j", "enter")
        assert read(driver) == {GOLD}


async def test_at_end_means_when_the_last_line_was_seen(start) -> None:
    async with start(settings=settings(MarkRead.AT_END)) as driver:
        await driver.press("j", "enter")
        await driver.until_shown("Gold rose.")
        await driver.press("j")
        assert not read(driver)
        await driver.press("G")
        await driver.until(lambda: read(driver) == {GOLD})


async def test_never_means_by_key_only(start) -> None:
    async with start(settings=settings(MarkRead.NEVER)) as driver:
        await driver.press("j", "enter")
        await driver.until_shown("Gold rose.")
        await driver.press("G", "m")
        await driver.until(lambda: read(driver) == {GOLD})


async def test_what_was_marked_is_there_after_a_restart(start) -> None:
    async with start() as driver:
        await driver.press("s")
        await driver.until(lambda: not driver.screen.session.state.unsaved)
    async with start() as driver:
        await driver.until_shown("★")


async def test_another_session_shows_the_mark(start, archive) -> None:
    async with start() as driver:
        other = open_session(archive, settings(MarkRead.AT_ONCE))
        other.state.set_mark(Mark.STARRED, [GOLD], is_set=True)
        other.state_file.save()
        await driver.until_shown("★")


async def test_a_text_is_opened_again_where_one_stopped(start) -> None:
    async with start() as driver:
        await driver.press("j", "enter")
        await driver.until_shown("Gold rose.")
        await driver.press("space")
        await driver.until(lambda: driver.screen.text.top > 0)
        top, session = driver.screen.text.top, driver.screen.session
    assert session.state_file.finish() == ""
    async with start() as driver:
        await driver.until(lambda: driver.screen.text.top == top)


async def test_the_reader_begins_in_the_view_and_on_the_post_where_it_ended(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"category:news", "enter")
        await driver.until(lambda: driver.screen.posts.line_count == 3)
        await driver.press("j")
        session = driver.screen.session
    assert session.state_file.finish() == ""
    async with start() as driver:
        assert driver.screen.posts.line_count == 3
        assert driver.screen.posts.current.title == "央行降准"


async def test_a_mark_that_was_taken_back_can_be_made_again(start) -> None:
    async with start() as driver:
        await driver.press("A")
        await driver.until_shown("0 ● unread")
        await driver.press("u")
        await driver.until_shown("4 ● unread")
        await driver.press("U")
        await driver.until_shown("0 ● unread")

import re

from reader.config import Settings
from reader.session import open_session
from reader.state.records import WHOLE_ARCHIVE, Mark
from reader.state.saved_queries import saved_queries
from reader.ui.events import CountsOutdated
from reader.ui.pane_layout import Pane


def count_of_watch(driver) -> str | None:
    found = re.search(r"^ +watch +(\S+)│", driver.text, re.MULTILINE)
    return found and found[1]


async def keep_gold(driver) -> None:
    await driver.press("slash", *"gold or 降准", "enter")
    await driver.until(lambda: driver.screen.widgets.posts.line_count == 2)
    await driver.press("V", *"watch", "enter")
    await driver.until(lambda: count_of_watch(driver) == "2")


async def test_a_search_is_kept_under_a_name_with_its_counts(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        await driver.press("m")
        await driver.until(lambda: count_of_watch(driver) == "1/2")
        await driver.until(lambda: driver.screen.features.listing.view.title == "watch")


async def test_the_list_of_all_posts_is_not_saved_but_that_sorted_otherwise_is(start) -> None:
    async with start() as driver:
        await driver.press("V")
        await driver.until_shown("all posts are in the sidebar as All")
        await driver.press("S", "V", *"watch", "enter")
        await driver.until(lambda: count_of_watch(driver) == "4")


async def test_a_view_of_ones_own_is_there_in_the_next_run(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
    async with start() as driver:
        await driver.until(lambda: count_of_watch(driver) == "2")
        driver.screen.widgets.sidebar.narrow("watch")
        driver.screen.features.panes.go_to(Pane.SIDEBAR)
        await driver.press("enter")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 2)


async def test_a_view_is_dropped_and_comes_back_when_that_is_undone(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        driver.screen.widgets.sidebar.narrow("watch")
        driver.screen.features.panes.go_to(Pane.SIDEBAR)
        await driver.press("D")
        await driver.until_shown("deleted watch")
        driver.screen.widgets.sidebar.narrow("")
        await driver.until(lambda: count_of_watch(driver) is None)
        await driver.press("u")
        await driver.until(lambda: count_of_watch(driver) == "2")


async def test_a_mark_made_elsewhere_changes_the_unread_count(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        gold = driver.screen.widgets.posts.current.id
        other = open_session(driver.screen.session.root, Settings(use_index=False))
        other.state.set_mark(Mark.READ, [gold], is_set=True)
        assert other.state_file.finish() == ""
        await driver.until(lambda: count_of_watch(driver) == "1/2")


async def go_to_watch(driver) -> None:
    driver.screen.widgets.sidebar.narrow("watch")
    driver.screen.features.panes.go_to(Pane.SIDEBAR)


async def test_a_name_is_proposed_from_category_and_words(start) -> None:
    async with start() as driver:
        await driver.choose("category:news", "news")
        await driver.press("slash", *"gold", "enter", "V")
        await driver.until(lambda: driver.screen.widgets.prompt.text == "news gold")
        await driver.press("enter")
        await driver.until_shown("saved as news gold")


async def test_a_renamed_view_is_renamed_where_other_views_name_it(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        driver.app.session.state.keep("view:also", WHOLE_ARCHIVE, "view:watch is:unread")
        await go_to_watch(driver)
        await driver.press("R", *"metals", "enter")
        await driver.until_shown("watch is renamed to metals")
        assert saved_queries(driver.app.session.state) == {
            "also": "view:metals is:unread",
            "metals": "gold or 降准",
        }
        assert driver.screen.features.listing.view.title == "metals"


async def test_a_view_is_moved_up_and_stays_there(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        driver.app.session.state.keep("view:also", WHOLE_ARCHIVE, "gold")
        await go_to_watch(driver)
        await driver.press("K")
        assert [*saved_queries(driver.app.session.state)] == ["watch", "also"]
        assert driver.screen.widgets.sidebar.current_saved.name == "watch"
        await driver.press("J")
        assert [*saved_queries(driver.app.session.state)] == ["also", "watch"]


async def test_a_view_that_cannot_be_read_is_listed_and_says_why(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        driver.app.session.state.keep("view:watch", WHOLE_ARCHIVE, "view:gone")
        driver.screen.features.saved_views.count(CountsOutdated())
        await driver.until_shown("! watch")
        await go_to_watch(driver)
        await driver.press("enter")
        await driver.until_shown("the view watch can't be read: there is no view gone")
        await driver.press("F")
        await driver.until(lambda: driver.screen.widgets.prompt.text == "view:gone")


async def test_a_renaming_is_undone_and_redone_in_one_step(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        state = driver.app.session.state
        state.keep("view:also", WHOLE_ARCHIVE, "view:watch is:unread")
        before = saved_queries(state)
        await go_to_watch(driver)
        await driver.press("R", *"metals", "enter")
        after = saved_queries(state)
        await driver.press("u")
        await driver.until_shown("metals is renamed to watch")
        assert saved_queries(state) == before
        assert driver.screen.features.listing.view.title == "watch"
        await driver.press("U")
        await driver.until_shown("watch is renamed to metals")
        assert saved_queries(state) == after


async def test_a_move_is_undone(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        driver.app.session.state.keep("view:also", WHOLE_ARCHIVE, "gold")
        await go_to_watch(driver)
        await driver.press("K", "u")
        await driver.until_shown("the saved views are in another order")
        assert [*saved_queries(driver.app.session.state)] == ["also", "watch"]


async def test_views_that_may_still_name_a_renamed_one_are_told(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        driver.app.session.state.keep("view:also", WHOLE_ARCHIVE, "view:watch date:never")
        await go_to_watch(driver)
        await driver.press("R", *"metals", "enter")
        await driver.until_shown("also can't be read and may still name watch")


async def test_an_edited_view_is_saved_under_its_name(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        await driver.press("F", "end", *" or 云", "enter", "V")
        await driver.until(lambda: driver.screen.widgets.prompt.text == "watch")
        await driver.press("enter")
        await driver.until(lambda: count_of_watch(driver) == "3")


async def test_a_search_in_a_saved_view_follows_later_edits(start) -> None:
    async with start() as driver:
        await keep_gold(driver)
        await driver.press("slash", *"is:unread", "enter", "V")
        await driver.until(lambda: driver.screen.widgets.prompt.text == "watch unread")
        await driver.press("enter")
        await driver.until_shown("saved as watch unread")
        kept = saved_queries(driver.app.session.state)["watch unread"]
        assert kept == "view:watch is:unread"

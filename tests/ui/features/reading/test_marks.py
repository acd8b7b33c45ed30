import sqlite3
from contextlib import closing
from pathlib import Path

from reader.config import MarkRead, Settings
from reader.paths import state_folder
from reader.posts.post import PostId
from reader.session import open_session
from reader.state.file.location import FILE_NAME
from reader.state.records import Mark
from reader.ui.pane_layout import Pane

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


def sidebar(driver) -> list[str]:
    rows = driver.screen.widgets.sidebar
    return [" ".join(rows.strip_at(index).text.split()) for index in range(rows.line_count)]


def count_again(driver) -> None:
    repository = driver.screen.session.repository
    driver.screen.widgets.sidebar.show_unread(repository.unread_facets())
    driver.screen.widgets.sidebar.show_counts(repository.counts())


async def test_all_counts_follow_a_mark_at_once(start) -> None:
    async with start(settings=settings(MarkRead.NEVER)) as driver:
        count_again(driver)
        before = sidebar(driver)
        await driver.press("j", "m", "s")
        assert "3 ● unread" in driver.text
        assert [line for line in sidebar(driver) if line not in before] == [
            "Unread 3",
            "Starred 1",
            "▸ news 2/3",
            "gold ✓1",
            "▸ 2022 2/3",
        ]
        await driver.press("m", "s")
        assert sidebar(driver) == before


async def test_counting_again_finds_what_the_marks_have_made_of_the_counts(start) -> None:
    async with start(settings=settings(MarkRead.NEVER)) as driver:
        count_again(driver)
        await driver.press("m", "j", "m", "s", "j", "m", "m", "j", "s")
        kept = sidebar(driver)
        count_again(driver)
        assert sidebar(driver) == kept


async def test_a_mark_is_saved_before_it_is_shown(start) -> None:
    async with start(settings=settings(MarkRead.NEVER)) as driver:
        posts, state, unsaved = driver.screen.widgets.posts, driver.screen.session.state, []
        repaint_post = posts.repaint_post

        def repaint_and_look(post_id: PostId) -> None:
            unsaved.append(len(state.unsaved))
            repaint_post(post_id)

        posts.repaint_post = repaint_and_look
        await driver.press("s", "m", "j", "s", "m")
        assert unsaved == [0, 0, 0, 0]


async def test_that_a_list_is_marked_is_said_once_it_is_saved(start) -> None:
    async with start(settings=settings(MarkRead.NEVER)) as driver:
        await driver.press("s")
        file = state_folder() / FILE_NAME
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await driver.press("A")
            await driver.until_shown("saving …")
            other.execute("ROLLBACK")
        await driver.until_shown("4 posts marked as read")


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
        await driver.until(lambda: driver.screen.widgets.text.top > 0)
        top, session = driver.screen.widgets.text.top, driver.screen.session
    assert session.state_file.finish() == ""
    async with start() as driver:
        await driver.until(lambda: driver.screen.widgets.text.top == top)


async def test_the_reader_begins_in_the_view_and_on_the_post_where_it_ended(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"category:news", "enter")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 3)
        await driver.press("j")
        session = driver.screen.session
    assert session.state_file.finish() == ""
    async with start() as driver:
        assert driver.screen.widgets.posts.line_count == 3
        assert driver.screen.widgets.posts.current.title == "央行降准"


async def test_a_mark_that_was_taken_back_can_be_made_again(start) -> None:
    async with start() as driver:
        await driver.press("A")
        await driver.until_shown("0 ● unread")
        await driver.press("u")
        await driver.until_shown("4 ● unread")
        await driver.press("U")
        await driver.until_shown("0 ● unread")


def many_posts(folder: Path, count: int) -> Path:
    """Make an archive of posts of one day, one in the far future and one without a date."""
    folder.mkdir()
    for number in range(count):
        (folder / f"2022-04-28-{number}.md").write_text(f"---\ntitle: Post {number}\n---\n")
    (folder / "2999-01-01-new.md").write_text("---\ntitle: Far\n---\n")
    (folder / "undated.md").write_text("---\ntitle: Undated\n---\n")
    return folder


QUESTION = "All posts of this new archive are unread"


async def test_a_large_new_archive_asks_once_whether_what_is_old_counts_as_read(
    start, tmp_path
) -> None:
    root = many_posts(tmp_path / "large", 120)
    async with start(root=root) as driver:
        await driver.until_shown(QUESTION)
        await driver.press("C")
        await driver.until_shown("121 posts marked as read; u undoes it")
        await driver.until_shown("1 ● unread")
        await driver.press("u")
        await driver.until_shown("122 ● unread")
        recognised = driver.screen.session.state_file
    assert recognised.finish() == ""
    async with start(root=root) as driver:
        driver.screen.features.refresh.look()
        await driver.until(lambda: driver.screen.session.state_file.has_sample)
        assert QUESTION not in driver.text


async def test_a_new_archive_asks_only_in_its_first_run(start, tmp_path) -> None:
    root = many_posts(tmp_path / "large", 120)
    async with start(root=root) as driver:
        await driver.until_shown(QUESTION)
        await driver.press("j")
        await driver.until(lambda: QUESTION not in driver.text)
        state_file = driver.screen.session.state_file
    assert state_file.finish() == ""
    async with start(root=root) as driver:
        await driver.until(lambda: driver.screen.session.state_file.has_sample)
        await driver.pilot.pause()
        assert QUESTION not in driver.text


async def test_a_small_archive_does_not_ask(start, tmp_path) -> None:
    async with start(root=many_posts(tmp_path / "small", 20)) as driver:
        await driver.until(lambda: driver.screen.session.state_file.has_sample)
        assert QUESTION not in driver.text


async def test_recently_read_has_the_post_read_last_at_its_top(start) -> None:
    async with start() as driver:
        await driver.press("j", "j", "m", "k", "m")
        driver.screen.widgets.sidebar.narrow("Recently")
        driver.screen.features.panes.go_to(Pane.SIDEBAR)
        await driver.press("enter")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 2)
        await driver.until_shown("Recently read · last read first")
        assert driver.screen.widgets.posts.current.title == "Gold rises"


async def test_nothing_to_mark_is_told_and_leaves_undo_to_the_mark_before(start) -> None:
    async with start() as driver:
        await driver.press("m", "B")
        await driver.until_shown("nothing to mark here")
        await driver.press("u")
        await driver.until(lambda: not read(driver))

"""The screen as a user sees it: keys pressed, text shown."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.config import Follow, Settings
from reader.state.records import Mark


async def test_the_newest_post_is_listed_first_and_its_text_follows(start) -> None:
    async with start() as driver:
        await driver.until_shown("第一段，说的是云。")
        rows = [line for line in driver.text.splitlines() if "●" in line]
        assert "云出海图鉴" in driver.text
        assert driver.screen.widgets.posts.current.title == "云出海图鉴"
        assert rows


async def test_following_alone_marks_nothing_read(start) -> None:
    async with start() as driver:
        await driver.press("j")
        await driver.until_shown("Gold rose.")
        assert not driver.screen.session.state.marked(Mark.READ)


async def test_enter_opens_the_post_and_gives_the_text_the_keys(start) -> None:
    async with start() as driver:
        await driver.press("j", "enter")
        await driver.until_shown("Gold rose.")
        await driver.press("G")
        await driver.until_shown("Paragraph 59 of gold.")


async def test_space_pages_and_at_the_end_goes_on_to_the_next_unread_post(start) -> None:
    async with start() as driver:
        await driver.press("j", "enter")
        await driver.until_shown("Gold rose.")
        await driver.press("space")
        await driver.until(lambda: driver.screen.widgets.text.top > 0)
        for _ in range(12):
            if driver.screen.widgets.text.is_at_end:
                break
            await driver.press("space")
        await driver.press("space")
        await driver.until_shown("央行决定降准。")
        assert driver.screen.widgets.posts.current.title == "央行降准"


async def test_with_follow_on_enter_the_text_waits_for_enter(start) -> None:
    async with start(settings=Settings(follow=Follow.ON_ENTER, use_index=False)) as driver:
        await driver.press("j")
        assert driver.screen.widgets.text.text_layout is None
        await driver.press("enter")
        await driver.until_shown("Gold rose.")


async def test_a_view_of_the_sidebar_fills_the_list(start) -> None:
    async with start() as driver:
        await driver.press("h")
        sidebar = driver.screen.widgets.sidebar
        for _ in range(30):
            if "news" in driver.screen.widgets.sidebar.strip_at(sidebar.cursor).text:
                break
            await driver.press("j")
        await driver.press("enter")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 3)
        assert driver.screen.focused is driver.screen.widgets.posts


async def test_a_nested_category_is_shown_when_its_parent_is_unfolded(start) -> None:
    async with start() as driver:
        await driver.until_shown("▸ news")
        assert "asia" not in driver.text
        driver.screen.widgets.sidebar.move_to_line(
            next(
                index
                for index in range(driver.screen.widgets.sidebar.line_count)
                if "news" in driver.screen.widgets.sidebar.strip_at(index).text
            )
        )
        await driver.press("h", "space")
        await driver.until_shown("asia")


async def test_a_view_is_found_again_as_it_was_left(start) -> None:
    async with start() as driver:
        await driver.press("j", "j")
        await driver.press("slash", *"gold", "enter")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 1)
        await driver.press("q")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 4)
        assert driver.screen.widgets.posts.current.title == "央行降准"


async def test_a_search_shows_results_while_typing_and_escape_brings_the_list_back(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"降准")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 1)
        await driver.press("escape")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 4)


async def test_escape_brings_back_the_very_list_with_what_was_read_in_it_meanwhile(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"is:unread", "enter")
        await driver.until(lambda: driver.screen.features.listing.view.title == "Search is:unread")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 4)
        await driver.press("j", "m")
        await driver.press("slash", *"降准")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 1)
        await driver.press("escape")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 4)
        assert driver.screen.widgets.posts.cursor == 1
        assert driver.screen.features.listing.view.title == "Search is:unread"


async def test_the_arrows_go_through_the_searches_that_were_kept_the_latest_first(start) -> None:
    async with start() as driver:
        for words in ("gold", "降准", "gold"):
            await driver.press("slash", *words, "enter")
            await driver.until(lambda: driver.screen.widgets.posts.line_count == 1)
        await driver.press("slash", *"x", "up", "up")
        await driver.until(lambda: driver.screen.features.listing.view.title == "Search 降准")
        await driver.press("up", "down")
        await driver.until(lambda: driver.screen.features.listing.view.title == "Search gold")
        await driver.press("down")
        await driver.until(lambda: driver.screen.features.listing.view.title == "Search x")


async def test_a_wrong_search_says_what_was_expected_and_keeps_the_last_result(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"gold rises")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 1)
        await driver.press(*' "x')
        await driver.until_shown('expected a closing "')
        assert driver.screen.widgets.posts.line_count == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("is:foo", "expected one of"), ("after:2022-13", "character"), ('"x', 'expected a closing "')],
)
async def test_enter_on_a_query_that_can_not_be_understood_keeps_the_prompt(
    start, typed: str, said: str
) -> None:
    async with start() as driver:
        await driver.press("slash", *typed, "enter")
        await driver.until_shown(said)
        await driver.pilot.pause()
        assert driver.screen.widgets.prompt.text == typed
        assert typed in driver.text
        await driver.press("ctrl+u", "ctrl+k", *"gold", "enter")
        await driver.until(lambda: driver.screen.features.listing.view.title == "Search gold")


async def test_find_marks_hits_and_n_goes_through_them(start) -> None:
    async with start() as driver:
        await driver.press("j", "enter")
        await driver.until_shown("Gold rose.")
        await driver.press("f", *"GRAPH 5", "enter")
        await driver.until_shown("hit 1/11")
        await driver.press("n")
        await driver.until_shown("hit 2/11")
        await driver.press("escape")
        await driver.until(lambda: driver.screen.widgets.text.marks.hits is None)


async def test_star_and_read_marks_are_shown_and_undone(start) -> None:
    async with start() as driver:
        await driver.press("s")
        await driver.until_shown("★")
        await driver.press("m")
        await driver.until_shown("3 ● unread")
        await driver.press("u", "u")
        await driver.until(lambda: "★" not in driver.text)
        await driver.until_shown("4 ● unread")


async def test_all_of_a_list_is_marked_read_with_a_count_and_undone(start) -> None:
    async with start() as driver:
        await driver.press("A")
        await driver.until_shown("4 posts marked as read")
        await driver.until_shown("0 ● unread")
        await driver.press("u")
        await driver.until_shown("4 ● unread")


async def test_n_and_p_go_between_unread_posts(start) -> None:
    async with start() as driver:
        await driver.press("j", "m", "k")
        await driver.press("n")
        assert driver.screen.widgets.posts.current.title == "央行降准"
        await driver.press("p")
        assert driver.screen.widgets.posts.current.title == "云出海图鉴"
        await driver.press("p")
        await driver.until_shown("no unread post above")


async def test_a_post_just_read_stays_in_the_unread_list(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"is:unread", "enter")
        await driver.until(lambda: "is:unread" in driver.text)
        await driver.press("m")
        assert driver.screen.widgets.posts.line_count == 4


async def test_a_problem_is_marked_in_the_list_told_above_the_text_and_reported(start) -> None:
    async with start() as driver:
        await driver.press("G")
        await driver.until_shown("He said so.")
        assert "!" in driver.screen.widgets.posts.strip_at(3).text
        assert "! " in driver.screen.widgets.text.text_layout.text
        driver.screen.widgets.sidebar.narrow("Problems")
        await driver.press("h", "enter")
        await driver.until_shown("1 problem")
        assert "old_post/2021-03-01-4.md" in driver.text


async def test_r_takes_in_new_posts_and_keeps_the_cursor_on_its_post(start, archive: Path) -> None:
    async with start() as driver:
        await driver.press("j")
        (archive / "_posts" / "2022-05-01-9.md").write_text("---\ntitle: Brand new\n---\nx\n")
        await driver.press("r")
        await driver.until_shown("1 new")
        await driver.until_shown("Brand new")
        assert driver.screen.widgets.posts.current.title == "Gold rises"


async def test_links_are_opened_by_number_only_where_that_is_safe(start, monkeypatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with start() as driver:
        await driver.until_shown("第一段")
        await driver.press("right", "1")
        await driver.until_shown("sent https://a.example/1")
        await driver.press("9")
        await driver.until_shown("No link 9 in this post.")


@pytest.mark.parametrize(
    ("width", "visible"),
    [(200, 3), (120, 3), (119, 2), (70, 2), (69, 1), (40, 1)],
)
async def test_as_many_panes_are_shown_as_fit(start, width: int, visible: int) -> None:
    async with start(size=(width, 24)) as driver:
        panes = [f"#{name}-pane" for name in ("sidebar", "list", "text")]
        shown = [driver.screen.query_one(pane).display for pane in panes]
        assert sum(shown) == visible
        assert driver.screen.focused is driver.screen.widgets.posts


async def test_a_narrow_screen_shows_the_pane_that_has_the_keys(start) -> None:
    async with start(size=(40, 12)) as driver:
        await driver.press("enter")
        await driver.until_shown("第一段")
        await driver.press("q")
        await driver.until_shown("Gold rises")
        await driver.press("h")
        await driver.until_shown("Starred")


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (12, 40)])
async def test_nothing_breaks_on_a_tiny_screen(start, size: tuple[int, int]) -> None:
    async with start(size=size) as driver:
        await driver.press(
            "j", "enter", "space", "n", "z", "h", "slash", "a", "escape", "question_mark"
        )
        await driver.press("escape", "f", "a", "enter", "G", "g")
        assert driver.app.is_running


async def test_text_only_shows_the_text_alone_and_all_panes_again(start) -> None:
    async with start() as driver:
        await driver.press("z")
        await driver.until(lambda: not driver.screen.query_one("#list-pane").display)
        await driver.press("z")
        await driver.until(lambda: driver.screen.query_one("#list-pane").display)


async def test_the_help_lists_every_command_with_the_users_own_keys(start) -> None:
    settings = Settings(keys={"toggle_star": "x"}, follow_after_ms=0)
    async with start(settings=settings, size=(120, 120)) as driver:
        await driver.press("question_mark")
        await driver.until_shown("Marking")
        assert "x star or unstar the post" in " ".join(driver.text.split())
        await driver.press("escape", "x")
        await driver.until_shown("★")


async def test_the_palette_finds_a_command_by_its_name(start) -> None:
    async with start() as driver:
        await driver.press("colon")
        await driver.until_shown("Search for commands")
        await driver.press(*"star or")
        await driver.until_shown("star the post")
        await driver.press("enter", "enter")
        await driver.until_shown("★")


async def test_q_goes_back_and_then_quits(start) -> None:
    async with start() as driver:
        await driver.press("enter", "q")
        assert driver.screen.focused is driver.screen.widgets.posts
        await driver.press("escape")
        assert driver.app.is_running
        await driver.press("q")
        assert driver.app.return_code == 0


async def test_an_empty_archive_says_so(start, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with start(root=tmp_path / "empty") as driver:
        await driver.until_shown("No posts here.")
        await driver.press("j", "enter", "space", "n", "A", "s", "m", "o", "y", "f", "x", "enter")
        assert driver.app.is_running


async def test_markup_and_escapes_in_a_title_are_only_text(start, archive: Path) -> None:
    (archive / "_posts" / "2023-01-01-x.md").write_text(
        '---\ntitle: "[@click=app.quit]x[/red] \\e]0;boo\\a"\n---\n&#27;[31m [b]bold[/b]\n'
    )
    async with start() as driver:
        await driver.until_shown("[@click=app.quit]x[/red] ␛]0;boo␇")
        await driver.until_shown("[31m [b]bold[/b]")
        assert "\x1b" not in driver.text


async def test_a_click_chooses_a_row_and_the_wheel_moves(start) -> None:
    async with start() as driver:
        await driver.pilot.click("#list", offset=(10, 1))
        await driver.until_shown("Gold rose.")
        assert driver.screen.widgets.posts.cursor == 1
        driver.screen.widgets.posts.on_mouse_scroll_down()
        assert driver.screen.widgets.posts.cursor == 3


async def test_the_year_is_left_out_only_where_it_is_this_years(start, archive: Path) -> None:
    now = datetime.now(UTC)
    (archive / "_posts" / f"{now:%Y-%m-%d}-new.md").write_text("---\ntitle: New\n---\n")
    async with start() as driver:
        assert f"{now:%m-%d} 00:00 New" in driver.text
        assert "2022-04-28  云出海图鉴" in driver.text
        await driver.press("slash", *"他说", "enter")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 1)
        assert "2021-03-01" in driver.screen.widgets.posts.strip_at(0).text


async def test_r_shows_the_changed_text_of_the_open_post(start, archive: Path) -> None:
    async with start() as driver:
        await driver.until_shown("第一段，说的是云。")
        post = archive / "_posts" / "2022-04-28-1.md"
        post.write_text(post.read_text(encoding="utf-8").replace("第一段", "改过的一段"))
        await driver.press("r")
        await driver.until_shown("改过的一段，说的是云。")


async def test_a_resize_does_not_lose_the_post_that_was_asked_for(start) -> None:
    async with start() as driver:
        await driver.until_shown("第一段，说的是云。")
        driver.screen.widgets.posts.move_to_line(1)
        await driver.pilot.resize_terminal(140, 40)
        await driver.until_shown("Gold rose.")


async def test_an_archive_that_vanished_is_told_and_what_was_read_stays(
    start, archive: Path
) -> None:
    async with start() as driver:
        archive.rename(archive.parent / "elsewhere")
        await driver.press("r")
        await driver.until_shown("no such file or directory")
        assert driver.screen.widgets.posts.line_count == 4


async def test_a_post_that_vanished_is_told_and_the_next_can_be_read(start, archive: Path) -> None:
    async with start() as driver:
        await driver.until_shown("第一段")
        (archive / "_posts" / "2022-04-27-2.md").unlink()
        await driver.press("j")
        await driver.until_shown("no such file or directory")
        await driver.press("j")
        await driver.until_shown("央行决定降准。")


async def test_a_file_name_that_is_not_utf8_can_be_listed_read_and_copied(
    start, archive: Path
) -> None:
    name = os.fsdecode(b"2023-01-01-\xb9\xc9\x1b[31m.md")
    (archive / "_posts" / name).write_text("Odd name.\n")
    async with start() as driver:
        await driver.press("enter", "Y")
        await driver.until_shown("sent title, date and path")
        assert "Odd name." in driver.text


async def test_what_was_searched_for_shows_in_a_passage_below_each_title(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"paragraph", "enter")
        await driver.until_shown("Search paragraph")
        await driver.until_shown("Paragraph 0 of")
        rows = driver.text.splitlines()
        title = next(i for i, row in enumerate(rows) if "Gold rises" in row)
        assert "Paragraph 0 of" in rows[title + 1]
        await driver.press("escape")
        await driver.until_shown("All posts")
        await driver.until(lambda: "Paragraph 0 of gold. Paragraph" not in driver.text)


async def test_what_was_searched_for_is_walked_through_in_the_text(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"paragraph", "enter")
        await driver.until_shown("Search paragraph")
        await driver.press("enter")
        await driver.until(lambda: driver.screen.widgets.text.marks.hits is not None)
        await driver.press("n")
        await driver.until_shown("hit 1/")


async def test_tab_completes_what_is_being_searched_for(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"tag:go")
        await driver.until_shown("Tab: gold")
        await driver.press("tab")
        await driver.until(lambda: driver.screen.features.listing.view.title == "Search tag:gold")


async def test_tab_again_takes_the_next_completion_instead(start) -> None:
    async with start() as driver:
        await driver.press("slash", *"is:")
        await driver.until_shown("Tab: unread")
        await driver.press("tab", "tab")
        await driver.until(lambda: driver.screen.features.listing.view.title == "Search is:read")
        await driver.press("shift+tab")
        await driver.until(lambda: driver.screen.features.listing.view.title == "Search is:unread")


async def test_a_list_that_changed_while_it_was_hidden_is_drawn_as_it_is_now(start) -> None:
    async with start() as driver:
        await driver.press("enter", "z")
        await driver.until(lambda: "All posts" not in driver.text)
        await driver.press("n")
        await driver.until_shown("Gold rose.")
        await driver.press("q")
        await driver.until_shown("2/4")
        rows = [line for line in driver.text.splitlines() if "│▸ " in line]
        assert len(rows) == 1
        assert "Gold rises" in rows[0]


@pytest.mark.parametrize(
    ("keys", "said", "end"),
    [
        (("right", "v"), "other end", "escape"),
        (("v",), "extend", "v"),
        (("A",), "marked as read", "j"),
        (("j", "enter", "f", *"gold", "enter"), "hit 1/", "escape"),
    ],
)
async def test_a_message_goes_with_what_it_was_about(
    start, keys: tuple[str, ...], said: str, end: str
) -> None:
    async with start() as driver:
        await driver.press(*keys)
        await driver.until_shown(said)
        await driver.press(end)
        await driver.until_shown("? help")
        assert said not in driver.text


async def test_the_hint_of_a_mode_stays_while_its_keys_are_pressed(start) -> None:
    async with start() as driver:
        await driver.press("right", "v", "j", "j")
        await driver.until_shown("other end")


async def test_an_error_is_not_gone_with_the_next_key(start) -> None:
    async with start() as driver:
        driver.screen.widgets.bottom_line.say_error("the disk is full")
        await driver.press("j", "k")
        await driver.until_shown("the disk is full")

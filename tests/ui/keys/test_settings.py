"""The user's own keys: mistakes are said at the start, and everything else works."""

from typing import Any

import pytest

from reader.config import Settings
from reader.config.choices import KeyPreset
from reader.ui.keys.settings import check_keys
from reader.ui.pane_layout import Pane

Start = Any


def test_a_user_rebinds_a_command_by_its_name() -> None:
    checked = check_keys({"toggle_star": "x, f2"})
    assert (checked.keys, checked.mistakes) == ({"toggle_star": "x,f2"}, ())


def test_without_settings_nothing_is_changed() -> None:
    assert (check_keys({}).keymap, check_keys({}).mistakes) == ({}, ())


def test_an_unknown_command_is_said_with_the_nearest_one() -> None:
    checked = check_keys({"togle_star": "x", "make_tea": "y", "find": "f2"})
    assert checked.mistakes[0] == "no command is called togle_star, did you mean toggle_star?"
    assert checked.mistakes[1].startswith("no command is called make_tea")
    assert checked.keys == {"find": "f2"}


def test_an_unknown_key_is_said_with_the_nearest_one_and_the_others_work() -> None:
    checked = check_keys({"move_top": "gg,t1,H"})
    assert checked.mistakes[0] == "keys.move_top: no key is called gg, did you mean g g?"
    assert checked.keys == {"move_top": "H"}


def test_a_command_without_any_possible_key_keeps_its_own() -> None:
    assert check_keys({"move_top": "gg"}).keys == {}


def test_a_key_of_two_commands_is_the_one_of_the_settings() -> None:
    checked = check_keys({"next_post": "s"})
    assert checked.keys == {"next_post": "s", "toggle_star": ""}
    assert checked.mistakes == ("s runs next_post, so toggle_star has no key",)


def test_a_key_that_both_of_the_settings_want_is_the_first_ones() -> None:
    checked = check_keys({"toggle_read": "x,W", "toggle_star": "x"})
    assert checked.keys == {"toggle_star": "x", "toggle_read": "W"}
    assert checked.mistakes == ("x runs toggle_star, so toggle_read is left with W",)


def test_a_character_and_its_name_are_one_key() -> None:
    assert check_keys({"find": "/"}).mistakes == ("/ runs find, so search has no key",)


@pytest.mark.parametrize(
    "keys",
    [
        {"next_post": "s", "toggle_star": "x"},  # swapped on purpose
        {"next_post": "s", "toggle_star": ""},
        {"fold": "x", "copy_text": "x"},  # the one in the sidebar only
        {"next_link": "x", "copy_text": "x"},  # only where there is a link
    ],
)
def test_a_key_of_which_one_command_applies_at_a_time_is_no_mistake(keys: dict[str, str]) -> None:
    assert check_keys(keys).mistakes == ()


def test_a_command_that_always_applies_in_its_pane_meets_the_others() -> None:
    checked = check_keys({"move_right": "y"})
    assert checked.mistakes == ("y runs move_right, so copy_text has no key",)


def test_numbers_open_links() -> None:
    checked = check_keys({"open_link": "5,X"})
    assert checked.keys == {"open_link": "X"}
    reason = "5 opens the link with this number or begins a count"
    assert checked.mistakes == (f"keys.open_link: {reason}",)


def with_keys(**keys: str) -> Settings:
    return Settings(follow_after_ms=0, use_index=False, keys=keys)


async def test_a_mistake_is_said_on_the_screen_and_ends_nothing(start: Start) -> None:
    settings = with_keys(toggle_star="gg", toggle_read="x")
    async with start(size=(240, 40), settings=settings) as driver:
        await driver.until_shown("no key is called gg")
        await driver.press("x")
        await driver.until_shown("read")
        assert len([*driver.screen.session.state.with_value("read")]) == 1
        await driver.press("s")
        assert len([*driver.screen.session.state.with_value("starred")]) == 1


async def test_a_key_runs_the_command_that_took_it_and_not_the_other(start: Start) -> None:
    async with start(settings=with_keys(toggle_read="s")) as driver:
        await driver.press("s")
        await driver.until(lambda: bool([*driver.screen.session.state.with_value("read")]))
        assert [*driver.screen.session.state.with_value("starred")] == []


async def test_rebinding_one_of_two_commands_on_a_key_leaves_the_other_there(start: Start) -> None:
    async with start(settings=with_keys(select_rows="x")) as driver:
        await driver.press("j", "enter", "v")
        await driver.until(lambda: driver.screen.features.copying.is_selecting)


async def test_a_command_may_have_no_key(start: Start) -> None:
    async with start(settings=with_keys(toggle_star="")) as driver:
        await driver.press("s", "m")
        await driver.until(lambda: bool([*driver.screen.session.state.with_value("read")]))
        assert [*driver.screen.session.state.with_value("starred")] == []


def test_keys_of_a_sequence_are_separated_by_spaces() -> None:
    checked = check_keys({"move_top": "g  g, home"})
    assert (checked.keys, checked.mistakes) == ({"move_top": "g g,home"}, ())


def test_a_key_of_the_table_gives_way_to_a_sequence_that_begins_with_it() -> None:
    checked = check_keys({"undo": "g u"})
    assert checked.keys == {"undo": "g u", "move_top": "home"}
    assert checked.mistakes == ("g begins gu, so move_top is left with Home",)


def test_a_sequence_whose_beginning_is_bound_by_the_user_too_is_unreachable() -> None:
    checked = check_keys({"move_top": "g", "undo": "g u,u"})
    assert checked.keys == {"move_top": "g"}
    assert checked.mistakes == ("gu of undo can't be reached, because g runs move_top",)


def test_a_sequence_of_one_command_with_its_own_beginning_is_unreachable() -> None:
    checked = check_keys({"move_top": "g,g g"})
    assert checked.keys == {"move_top": "g"}
    assert checked.mistakes == ("gg of move_top can't be reached, because g runs move_top",)


def test_an_unknown_key_in_a_sequence_is_said_with_the_nearest_one() -> None:
    checked = check_keys({"undo": "z spcae"})
    assert checked.mistakes == ("keys.undo: no key is called spcae, did you mean space?",)


def test_a_macro_takes_its_key_from_the_table() -> None:
    checked = check_keys({}, macros={"X": ("toggle_star", "next_unread"), "s": ("find",)})
    assert checked.macros == {"X": ("toggle_star", "next_unread"), "s": ("find",)}
    assert checked.keys["toggle_star"] == ""
    assert checked.mistakes == ("s runs macros.s, so toggle_star has no key",)


def test_a_macro_with_a_mistake_is_said_and_left_out() -> None:
    macros = {"X": ("toggle_star", "nxt_unread"), "spcae": ("find",), "5": ("find",)}
    checked = check_keys({}, macros=macros)
    assert checked.macros == {}
    assert checked.mistakes == (
        "macros.X: no command is called nxt_unread, did you mean next_unread?",
        "macros: no key is called spcae, did you mean space?",
        "macros.5: 5 opens the link with this number or begins a count",
    )


def test_a_key_of_the_settings_goes_before_a_macro_on_it() -> None:
    checked = check_keys({"find": "X"}, macros={"X": ("undo",)})
    assert checked.macros == {}
    assert checked.mistakes == ("X runs find, so macros.X has no key",)


async def test_a_number_goes_to_a_row_and_repeats_moves(start: Start) -> None:
    async with start(settings=with_keys()) as driver:
        posts = driver.screen.widgets.posts
        await driver.press("3", "G")
        assert posts.cursor == 2
        await driver.press("2", "k")
        assert posts.cursor == 0
        await driver.press("4")
        await driver.until_shown("repeats the next key")
        await driver.press("enter")
        assert posts.cursor == 3
        assert "repeats the next key" not in driver.text
        await driver.press("1", "g")
        assert posts.cursor == 0


async def test_escape_cancels_a_count_and_nothing_else(start: Start) -> None:
    async with start(settings=with_keys()) as driver:
        await driver.press("h", "2", "escape")
        assert driver.screen.features.panes.current.value == "sidebar"
        await driver.press("j")
        assert driver.screen.widgets.sidebar.cursor == 2
        await driver.press("2", "j")
        assert driver.screen.widgets.sidebar.cursor == 4


async def test_a_count_goes_to_a_further_unread_post(start: Start) -> None:
    async with start(settings=with_keys()) as driver:
        await driver.press("2", "n")
        await driver.until(lambda: driver.screen.widgets.posts.cursor == 2)
        await driver.press("9", "n")
        await driver.until(lambda: driver.screen.widgets.posts.cursor == 3)


async def test_a_sequence_shows_what_may_follow_and_runs(start: Start) -> None:
    settings = Settings(use_index=False, key_preset=KeyPreset.VIM)
    async with start(settings=settings) as driver:
        await driver.press("G", "g")
        await driver.until_shown("g Go to top  u Next unread post")
        await driver.press("g")
        assert driver.screen.widgets.posts.cursor == 0
        await driver.press("g", "f12")
        await driver.until_shown("gf12 runs no command here")
        await driver.press("Z", "Z")
        await driver.until(lambda: driver.app.return_code == 0)


async def test_a_macro_runs_its_commands_in_order(start: Start) -> None:
    macros = {"X": ("toggle_star", "move_down", "toggle_star"), "E": ("choose", "pane_left")}
    settings = Settings(use_index=False, macros=macros)
    async with start(settings=settings) as driver:
        state = driver.screen.session.state
        await driver.press("X")
        await driver.until(lambda: len([*state.with_value("starred")]) == 2)
        assert driver.screen.widgets.posts.cursor == 1
        await driver.press("E")
        await driver.until(lambda: driver.screen.features.texts.wanted is not None)
        await driver.until(lambda: driver.screen.features.panes.current is Pane.LIST)
        await driver.pilot.pause()
        assert driver.screen.features.panes.current is Pane.LIST
        assert "Star or unstar, Line down" in {row.help[:25] for row in driver.screen.keys.rows()}


async def test_full_width_digits_and_keys_count_too(start: Start) -> None:
    async with start(settings=with_keys()) as driver:
        await driver.press("fullwidth_digit_three", "fullwidth_latin_capital_letter_g")
        assert driver.screen.widgets.posts.cursor == 2

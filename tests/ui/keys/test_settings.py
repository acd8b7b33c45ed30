"""The user's own keys: mistakes are said at the start, and everything else works."""

from typing import Any

import pytest

from reader.config import Settings
from reader.ui.keys.settings import check_keys

Start = Any


def test_a_user_rebinds_a_command_by_its_name() -> None:
    checked = check_keys({"toggle_star": "x, f2"})
    assert (checked.keys, checked.mistakes) == ({"toggle_star": "x,f2"}, ())


def test_without_settings_nothing_is_changed() -> None:
    assert (check_keys({}).keymap, check_keys({}).mistakes) == ({}, ())


def test_an_unknown_command_is_said_with_the_nearest_one() -> None:
    checked = check_keys({"togle_star": "x", "make_tea": "y", "find": "F"})
    assert checked.mistakes[0] == "no command is called togle_star, did you mean toggle_star?"
    assert checked.mistakes[1].startswith("no command is called make_tea")
    assert checked.keys == {"find": "F"}


def test_an_unknown_key_is_said_with_the_nearest_one_and_the_others_work() -> None:
    checked = check_keys({"move_top": "gg,t1,H"})
    assert checked.mistakes[0] == "keys.move_top: no key is called gg, did you mean g?"
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
    checked = check_keys({"open_link": "5,o"})
    assert checked.keys == {"open_link": "o"}
    assert checked.mistakes == ("keys.open_link: 5 opens the link with this number",)


def with_keys(**keys: str) -> Settings:
    return Settings(follow_after_ms=0, use_index=False, keys=keys)


async def test_a_mistake_is_said_on_the_screen_and_ends_nothing(start: Start) -> None:
    async with start(settings=with_keys(toggle_star="gg", toggle_read="x")) as driver:
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
        await driver.until(lambda: "lines" in driver.text or "selected" in driver.text)
        assert driver.screen.features.copying.can_select


async def test_a_command_may_have_no_key(start: Start) -> None:
    async with start(settings=with_keys(toggle_star="")) as driver:
        await driver.press("s", "m")
        await driver.until(lambda: bool([*driver.screen.session.state.with_value("read")]))
        assert [*driver.screen.session.state.with_value("starred")] == []

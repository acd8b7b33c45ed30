import pytest


@pytest.mark.parametrize(
    ("keys", "heading", "first"),
    [
        ((), "in the list", "move"),
        (("h",), "in the sidebar", "fold or unfold a row"),
        (("enter",), "in the text", "open a link by its letters"),
        (("v",), "while posts are selected", "add or remove a label"),
        (("enter", "v"), "while lines are selected", "select lines"),
    ],
)
async def test_what_works_here_comes_first(start, keys, heading: str, first: str) -> None:
    async with start(size=(80, 40)) as driver:
        await driver.press(*keys)
        await driver.pilot.pause()
        await driver.press("question_mark")
        await driver.until_shown(f"Here, {heading}")
        top = driver.text.partition("In every pane")[0]
        assert first.split(maxsplit=1)[0] in top


async def test_a_command_that_does_not_apply_is_not_among_what_works_here(start) -> None:
    async with start(size=(200, 50)) as driver:
        await driver.press("question_mark")
        await driver.until_shown("Here, in the list")
        here, _, everything = driver.text.partition("In every pane")
        assert "fold or unfold a row" not in here
        assert "fold or unfold a row" in everything


@pytest.mark.parametrize("keys", [("2",), ("l",), ("tab",), ("h", "h", "h")])
async def test_keys_turn_the_pages(start, keys: tuple[str, ...]) -> None:
    async with start() as driver:
        await driver.press("question_mark", *keys)
        await driver.until_shown("How terms combine")


async def test_an_example_runs_on_enter(start) -> None:
    async with start() as driver:
        await driver.press("question_mark", "2", "slash", *"title", "enter", "enter")
        await driver.until_shown("Search 央行 降准")
        assert driver.app.screen is driver.screen


async def test_words_are_found_and_the_next_ones_too(start) -> None:
    async with start(size=(80, 24)) as driver:
        await driver.press("question_mark", "slash", *"undone")
        await driver.until_shown("redo the last undone mark")
        await driver.press("enter")
        pane = driver.app.screen.query_one("#help-pane")
        first = pane.cursor
        await driver.press("n")
        assert pane.cursor != first
        await driver.press("N")
        assert pane.cursor == first


async def test_words_that_are_nowhere_are_said(start) -> None:
    async with start() as driver:
        await driver.press("question_mark", "slash", *"xyzzy")
        await driver.until_shown("not found")


async def test_the_help_moves_with_the_usual_keys(start) -> None:
    async with start(size=(40, 12)) as driver:
        await driver.press("question_mark", "G")
        pane = driver.app.screen.query_one("#help-pane")
        assert pane.cursor == pane.line_count - 1
        await driver.press("g", "j", "j", "k", "space", "b", "ctrl+d", "ctrl+u")
        assert pane.cursor < 10
        await driver.press("q")
        assert driver.app.screen is driver.screen


async def test_tab_on_an_empty_search_offers_examples(start) -> None:
    async with start() as driver:
        await driver.press("slash")
        await driver.until_shown("Tab shows examples")
        await driver.press("tab")
        await driver.until_shown("Search 央行 降准")


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        ((), "s star"),
        (("h",), "Space fold"),
        (("enter",), "o open link"),
        (("v",), "j extend"),
        (("enter", "v"), "v other end"),
    ],
)
async def test_the_hints_follow_the_pane_and_the_mode(start, keys, hint: str) -> None:
    async with start() as driver:
        await driver.press(*keys)
        await driver.until_shown(hint)

"""Every command of the screen: its keys, its handler, when it is available."""

from collections import Counter

import pytest
from textual.command import CommandList
from textual.events import Click
from textual.screen import Screen

from reader.config import Settings
from reader.messages.language import Language, choose_language
from reader.ui.command_table import COMMAND_BY_ID, COMMANDS, FIRST
from reader.ui.commands import display_keys
from reader.ui.features.palette_entry import Fit, PaletteEntry
from reader.ui.pane_layout import Pane

COMMAND_ENTRIES = {
    command.id: PaletteEntry(command.title, command.help, "", lambda: None) for command in COMMANDS
}
NEXT_UNREAD = PaletteEntry(
    COMMAND_BY_ID["next_unread"].title, COMMAND_BY_ID["next_unread"].help, "n", lambda: None
)


ENDS = frozenset({"quit", "back", "suspend_process"})
"""Commands that end the reader, or stop it."""


async def test_every_entry_of_the_palette_runs(start) -> None:
    ends = {COMMAND_BY_ID[name].title for name in ENDS}
    tried: set[str] = set()
    async with start() as driver:
        while True:
            await come_back(driver, Pane.LIST)
            entries = [entry.title for entry in driver.screen.palette_entries()]
            left = [title for title in entries if title not in tried | ends]
            if not left:
                break
            tried.add(left[0])
            driver.screen.features.program.show_palette()
            await driver.pilot.pause()
            palette = driver.app.screen
            options = palette.query_one(CommandList)
            await driver.until(lambda: options.option_count == len(entries))  # noqa: B023
            (at,) = (n for n, option in enumerate(options.options) if option.hit.text == left[0])
            palette._list_visible = True
            options.highlighted = at
            await driver.press("enter")
            await driver.pilot.pause()
            assert driver.app.is_running, left[0]
    assert len(tried) > len(COMMANDS) // 2


@pytest.mark.parametrize("pane", [Pane.SIDEBAR, Pane.TEXT])
async def test_every_command_runs_in_a_pane(start, pane: Pane) -> None:
    tried: set[str] = set()
    async with start() as driver:
        for command in COMMANDS:
            await come_back(driver, pane)
            if command.id not in ENDS and driver.screen.keys.is_available(command.id):
                tried.add(command.id)
                driver.screen.keys.run(command.id)
                await driver.pilot.pause()
                assert driver.app.is_running, command.id
    assert len(tried) > len(COMMANDS) // 2


async def come_back(driver, pane: Pane) -> None:
    """Close dialogs and the prompt, and focus a pane."""
    await driver.pilot.pause()
    for _ in range(5):
        if driver.app.screen is not driver.screen or driver.screen.widgets.prompt.display:
            await driver.press("escape")
    driver.screen.features.panes.go_to(pane)
    await driver.pilot.pause()


async def test_the_palette_offers_no_screenshot(start) -> None:
    async with start() as driver:
        titles = [entry.title for entry in driver.screen.palette_entries()]
    assert "Theme" in titles
    assert not any("screenshot" in title.lower() for title in titles)


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("next un", Fit.BEGINNING),
        ("UNREAD", Fit.TITLE),
        ("unread open", Fit.WORDS),
        ("while hits are", Fit.WORDS),
        ("starred", Fit.NONE),
    ],
)
def test_a_command_is_found_by_title_and_explanation(typed: str, fit: Fit) -> None:
    assert NEXT_UNREAD.fit(typed) is fit


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("下一篇", Fit.BEGINNING),
        ("未读", Fit.TITLE),
        ("匹配标出", Fit.WORDS),
        ("xiayipian", Fit.OTHER_PINYIN),
        ("xypwd", Fit.OTHER_PINYIN),
        ("hits", Fit.WORDS),
    ],
)
def test_a_command_is_found_in_chinese_and_by_pinyin_on_an_english_screen(
    typed: str, fit: Fit
) -> None:
    assert NEXT_UNREAD.fit(typed) is fit


def test_a_traditional_screen_finds_a_command_in_both_kinds_of_chinese() -> None:
    choose_language(Language.TRADITIONAL_CHINESE)
    entry = COMMAND_ENTRIES["keep_view"]
    assert {entry.fit("儲存檢視"), entry.fit("保存视图")} == {Fit.BEGINNING}


def test_every_command_has_a_chinese_title_and_explanation() -> None:
    choose_language(Language.SIMPLIFIED_CHINESE)
    offered = [entry.shown_title + entry.shown_help for entry in COMMAND_ENTRIES.values()]
    assert not [text for text in offered if text.isascii()]


@pytest.mark.parametrize(
    ("typed", "fit"),
    [
        ("语言", Fit.TITLE),
        ("yuyan", Fit.PINYIN),
        ("yu yan", Fit.PINYIN),
        ("benci", Fit.PINYIN),
        ("language of", Fit.BEGINNING),
        ("next un", Fit.NONE),
    ],
)
def test_a_command_with_a_chinese_title_is_found_by_either_and_by_pinyin(
    typed: str, fit: Fit
) -> None:
    choose_language(Language.SIMPLIFIED_CHINESE)
    entry = PaletteEntry("Language of this run: en, zh_CN or zh_TW.", "", "", lambda: None)
    assert entry.fit(typed) is fit


async def test_an_entry_shows_the_keys_that_the_user_chose(start) -> None:
    settings = Settings(keys={"toggle_star": "x,ctrl+s"})
    async with start(settings=settings) as driver:
        await driver.press("colon", *"unstar")
        await driver.until_shown("Star or unstar  x ^s")


async def test_where_no_command_fits_one_sentence_says_so(start) -> None:
    async with start() as driver:
        await driver.press("colon", *"qqqq")
        await driver.until_shown("No command fits qqqq.")


async def test_a_command_is_found_by_an_abbreviation_of_its_title(start) -> None:
    async with start() as driver:
        await driver.press("colon", *"mkaar")
        await driver.until_shown("Mark all as read  A")


async def test_page_keys_in_a_palette_without_rows_are_no_end(start) -> None:
    for rows in (1, 2, 3):
        async with start(size=(60, rows)) as driver:
            driver.screen.features.program.show_palette()
            await driver.pilot.pause()
            await driver.press("down", "pageup", "pagedown", "up", "ctrl+end", "escape")
            assert driver.app.screen is driver.screen


async def test_two_quick_clicks_beside_the_palette_close_it_once(start) -> None:
    async with start() as driver:
        driver.screen.features.program.show_palette()
        await driver.pilot.pause()
        for _ in range(2):
            driver.app.screen.post_message(click_at(driver.app.screen, 60, 39))
        await driver.pilot.pause()
        assert driver.app.screen is driver.screen


def click_at(screen: Screen[object], x: int, y: int) -> Click:
    return Click(screen, x, y, 0, 0, 1, False, False, False, x, y)


def test_no_key_means_two_things_in_one_place() -> None:
    keys = Counter(
        key for command in COMMANDS if command.group not in FIRST for key in command.keys.split(",")
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_keys_are_written_as_a_person_reads_them() -> None:
    assert display_keys("ctrl+d,slash,G,down") == "^d / G ↓"

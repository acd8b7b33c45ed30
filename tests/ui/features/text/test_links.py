"""Links chosen by letters, number and cursor; posts of the archive read by them; back again."""

from pathlib import Path

import pytest

from reader.config import Settings

BODY = """# First heading

One [outside](https://b.example/x), one [inside](../_posts/2022-04-26-3.md).

A claim[^1] and a [jump](#last-heading).

{filler}

# Last heading

Down here.

[^1]: The note.
"""


@pytest.fixture
def linked(start, archive: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    filler = "\n\n".join(f"Filler {n}." for n in range(60))
    (archive / "_posts" / "2023-01-01-links.md").write_text(
        "---\ntitle: Links\ndate: 2023-01-01 10:00:00 +0800\n---\n"
        + BODY.replace("{filler}", filler),
        encoding="utf-8",
    )
    return start


async def open_text(driver) -> None:
    await driver.press("enter")
    await driver.until_shown("A claim")


async def test_every_visible_link_gets_letters_and_they_open_it(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("o")
        await driver.until(lambda: len(driver.screen.widgets.text.marks.letters) == 2)
        await driver.press("a")
        await driver.until_shown("sent https://b.example/x")
        assert not driver.screen.widgets.text.marks.letters
        assert driver.screen.focused is driver.screen.widgets.text


async def test_letters_typed_ahead_are_understood(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("o", "s")
        await driver.until_shown("央行决定降准。")


async def test_escape_takes_the_letters_away(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("o")
        await driver.until(lambda: bool(driver.screen.widgets.text.marks.letters))
        await driver.press("escape")
        await driver.until(lambda: not driver.screen.widgets.text.marks.letters)


async def test_a_number_opens_the_link_too(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("o", "1", "enter")
        await driver.until_shown("sent https://b.example/x")


async def test_a_link_to_a_post_of_the_archive_is_read_and_left_again(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("j")
        await driver.until(lambda: driver.screen.widgets.text.top == 1)
        await driver.press("2")
        await driver.until_shown("央行决定降准。")
        await driver.until(lambda: driver.screen.widgets.posts.current.title == "央行降准")
        await driver.press("left_square_bracket")
        await driver.until(lambda: driver.screen.features.texts.opened.post.title == "Links")
        await driver.until(lambda: driver.screen.widgets.text.top == 1)
        await driver.press("right_square_bracket")
        await driver.until_shown("央行决定降准。")
        await driver.press("right_square_bracket")
        await driver.until_shown("nothing to go forward to")


async def test_a_linked_post_outside_of_the_list_is_read_to_its_end(linked) -> None:
    async with linked() as driver:
        await driver.press("slash", *"links", "enter")
        await driver.until(lambda: driver.screen.widgets.posts.line_count == 1)
        await open_text(driver)
        await driver.press("2")
        await driver.until_shown("央行决定降准。")
        await driver.press("space")
        await driver.until_shown("no unread post below")
        assert driver.screen.features.texts.opened.post.title == "央行降准"


async def test_tab_goes_from_link_to_link_and_enter_opens(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("tab", "tab", "shift+tab", "enter")
        await driver.until_shown("sent https://b.example/x")
        await driver.press("tab", "L")
        await driver.until_shown("sent ")
        assert driver.screen.focused is driver.screen.widgets.text


async def test_tab_goes_to_the_next_pane_where_there_are_no_links(start) -> None:
    async with start() as driver:
        await driver.press("G", "enter")
        await driver.until_shown("He said so.")
        await driver.press("tab")
        assert driver.screen.focused is driver.screen.widgets.sidebar


async def test_a_footnote_is_gone_to_and_come_back_from(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("tab", "tab", "tab", "enter")
        await driver.until_shown("The note.")
        assert driver.screen.widgets.text.top > 0
        await driver.press("left_square_bracket")
        await driver.until(lambda: driver.screen.widgets.text.top == 0)


async def test_a_link_within_the_text_jumps_to_its_heading(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("o", "f")
        await driver.until_shown("Down here.")


async def test_an_address_that_names_no_post_says_so(start, archive: Path) -> None:
    (archive / "_posts" / "2023-01-01-links.md").write_text(
        "---\ntitle: Links\n---\n[a](../_posts/2001-01-01-none.md) [b](x)\n"
    )
    async with start() as driver:
        await driver.press("enter")
        await driver.until_shown("none.md")
        await driver.press("1")
        await driver.until_shown("not a post of this archive")


@pytest.mark.parametrize("address", ["http://[::1", "https://[x]y/", "//[", "http://"])
async def test_an_address_that_can_not_be_read_ends_nothing(archive, start, address: str) -> None:
    (archive / "_config.yml").write_text("url: https://site.example\n")
    link = f'<a href="{address}">here</a> and <img src="{address}" alt="an image">'
    (archive / "_posts/2022-04-29-0.md").write_text(f"---\ntitle: Odd links\n---\n{link}\n")
    async with start() as driver:
        await driver.press("g", "enter")
        await driver.until_shown("here")
        await driver.press("1", "2", "i", "enter", "escape")
        await driver.pilot.pause()
        assert driver.app.is_running


async def test_a_link_that_misleads_says_its_host_when_it_is_opened(
    start, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    (archive / "_posts" / "2023-01-01-links.md").write_text(
        "---\ntitle: Links\n---\nA claim of [https://bank.example](https://evil.example/).\n"
    )
    async with start() as driver:
        await open_text(driver)
        await driver.press("o")
        await driver.until_shown("its text names another host; it leads to evil.example")


async def test_a_link_is_drawn_as_a_code_over_the_screen_and_taken_away(linked) -> None:
    async with linked() as driver:
        await open_text(driver)
        await driver.press("O", "a")
        await driver.until_shown("█▀▀▀▀▀█")
        await driver.press("escape")
        await driver.until_shown("A claim")


async def test_a_screen_too_small_for_a_code_says_how_large_it_must_be(linked) -> None:
    async with linked(size=(40, 12)) as driver:
        await open_text(driver)
        await driver.press("O", "a")
        await driver.until_shown("The code needs 29 columns and 15 lines.")


@pytest.mark.parametrize("key", ["o", "L", "c"])
async def test_a_text_that_is_left_for_the_list_offers_no_links_there(start, key: str) -> None:
    async with start((80, 24), Settings(follow_after_ms=0, use_index=False)) as driver:
        await driver.press("enter")
        await driver.until(lambda: driver.screen.features.texts.opened is not None)
        await driver.press("q", "j", key)
        await driver.until_shown("no post is open")

"""Actions in a text: contents, width, source, selection, copying, scrolling sideways."""

from pathlib import Path

import pytest

WIDE = "x = [" + ", ".join(str(n) for n in range(100)) + "]  # the end"
BODY = f"""# First

{"黄金价格今天继续上涨，市场情绪谨慎乐观。" * 6}

## Second

```python
{WIDE}
```

{{filler}}

# Third

The last one.
"""


@pytest.fixture
def opened(start, archive: Path, monkeypatch: pytest.MonkeyPatch):
    filler = "\n\n".join(f"Filler {n}." for n in range(60))
    (archive / "_posts" / "2023-01-01-moves.md").write_text(
        "---\ntitle: Moves\ndate: 2023-01-01 10:00:00 +0800\n---\n"
        + BODY.replace("{filler}", filler),
        encoding="utf-8",
    )
    return start


async def open_text(driver) -> None:
    await driver.press("enter")
    await driver.until_shown("Second")


async def test_the_contents_lead_to_a_heading_and_back_leads_back(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        await driver.press("c")
        await driver.until_shown("Contents")
        await driver.until(lambda: "▸ First" in driver.text)
        await driver.press("j", "j", "enter")
        await driver.until_shown("The last one.")
        await driver.press("left_square_bracket")
        await driver.until(lambda: driver.screen.widgets.text.top == 0)


async def test_the_contents_begin_where_one_is(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        await driver.press("G", "c")
        await driver.until(lambda: "▸ Third" in driver.text or "▸   Second" in driver.text)
        await driver.press("escape")
        await driver.until(lambda: "Contents" not in driver.text)


async def test_a_text_without_headings_says_so(start) -> None:
    async with start() as driver:
        await driver.press("enter", "c")
        await driver.until_shown("no headings in this text")


async def test_the_title_tells_how_much_is_left(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        await driver.until_shown(" left")
        await driver.press("G")
        await driver.until_shown("100%")
        assert "left" not in driver.text


async def test_the_text_is_made_narrower_and_wider_and_stays_at_its_place(opened) -> None:
    async with opened(size=(200, 30)) as driver:
        await open_text(driver)
        before = driver.screen.widgets.text.text_layout.width_cells
        await driver.press("less_than_sign")
        await driver.until(lambda: driver.screen.widgets.text.text_layout.width_cells == before - 4)
        await driver.until_shown(f"text {before - 4} columns wide")
        await driver.press("greater_than_sign", "greater_than_sign")
        await driver.until(lambda: driver.screen.widgets.text.text_layout.width_cells == before + 4)


async def test_a_text_that_can_be_wider_is_not_said_to_fill_the_pane(opened) -> None:
    async with opened(size=(80, 30)) as driver:
        await open_text(driver)
        await driver.until(lambda: driver.screen.widgets.text.text_layout.width_cells == 78)
        await driver.press("less_than_sign", "less_than_sign")
        await driver.until_shown("text 70 columns wide")
        await driver.press("greater_than_sign")
        await driver.until_shown("text 74 columns wide ")
        await driver.press("greater_than_sign", "greater_than_sign")
        await driver.until_shown("text 78 columns wide, as wide as the pane")


async def test_the_file_is_shown_as_it_stands_and_the_text_again(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        await driver.press("j", "j", "j")
        top = driver.screen.widgets.text.top
        await driver.press("R")
        await driver.until_shown("title: Moves")
        await driver.until_shown("```python")
        await driver.press("R")
        await driver.until(lambda: "```python" not in driver.text)
        assert driver.screen.widgets.text.top == top


async def test_the_next_post_is_shown_as_a_text(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        await driver.press("R")
        await driver.until_shown("title: Moves")
        await driver.press("J")
        await driver.until_shown("第一段，说的是云。")
        assert "title:" not in driver.text


async def test_wide_code_moves_sideways_and_a_hit_in_it_comes_into_sight(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        await driver.until_shown("x = [0, 1")
        await driver.press("shift+right")
        await driver.until(lambda: "x = [0, 1" not in driver.text)
        await driver.press("left_curly_bracket")
        await driver.until_shown("x = [0, 1")
        await driver.press("f", *"the end", "enter")
        await driver.until_shown("# the end")


async def test_selected_lines_are_copied_as_running_text(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        layout = driver.screen.widgets.text.text_layout
        first = next(n for n, line in enumerate(layout.lines) if line.text.startswith("黄金"))
        await driver.press("v", *"j" * first, "v", *"j" * first, "j", "y")
        await driver.until(lambda: bool(driver.app.clipboard))
        assert driver.app.clipboard.startswith("黄金价格今天继续上涨，市场情绪谨慎乐观。黄金")
        assert "\n" not in driver.app.clipboard.rstrip()
        assert driver.screen.widgets.text.marks.selection is None


async def test_escape_ends_a_selection_and_nothing_else(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        await driver.press("v", "j", "escape")
        assert driver.screen.widgets.text.marks.selection is None
        assert driver.screen.focused is driver.screen.widgets.text


async def test_the_whole_text_is_copied_without_the_line_ends_of_the_screen(opened) -> None:
    async with opened() as driver:
        await open_text(driver)
        await driver.press("y")
        await driver.until_shown("sent the text")
        assert "黄金价格今天继续上涨，市场情绪谨慎乐观。" * 6 in driver.app.clipboard
        assert WIDE in driver.app.clipboard

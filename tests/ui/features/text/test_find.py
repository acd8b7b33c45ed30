"""Finding in the text: typed, walked, ended."""

from pathlib import Path

import pytest

from reader.ui.text.find_pattern import FindPattern

BODY = "\n\n".join(f"第{n}段：" + "黄金价格今天继续上涨，市场情绪谨慎乐观。" * 3 for n in range(30))


@pytest.fixture
def text_open(start, archive: Path):
    (archive / "_posts" / "2023-01-01-long.md").write_text(
        f"---\ntitle: Long\ndate: 2023-01-01 10:00:00 +0800\n---\n{BODY}\n", encoding="utf-8"
    )
    return start


async def test_hits_are_marked_and_counted_while_typing_and_escape_goes_back(text_open) -> None:
    async with text_open() as driver:
        await driver.press("enter")
        await driver.until_shown("第0段")
        await driver.press("j", "j")
        top = driver.screen.widgets.text.top
        await driver.press("f", *"第29段")
        await driver.until_shown("1/1")
        await driver.until(lambda: driver.screen.widgets.text.top > top)
        await driver.press("escape")
        await driver.until(lambda: driver.screen.widgets.text.top == top)
        await driver.until(lambda: driver.screen.widgets.text.marks.hits is None)


async def test_a_hit_over_a_line_end_is_marked_on_both_lines(text_open) -> None:
    async with text_open() as driver:
        await driver.press("enter")
        await driver.until_shown("第0段")
        layout = driver.screen.widgets.text.text_layout
        line = next(i for i, line in enumerate(layout.lines) if line.text.startswith("第0段"))
        words = layout.lines[line].text[-2:] + layout.lines[line + 1].text[:2]
        await driver.press("f", *words, "enter")
        await driver.until_shown("hit 1/")
        marks = driver.screen.widgets.text.marks
        assert marks.on_line(line)[-1].emphasis == marks.on_line(line + 1)[0].emphasis


async def test_enter_keeps_the_hits_and_n_goes_through_them_also_when_typed_ahead(
    text_open,
) -> None:
    async with text_open() as driver:
        await driver.press("enter")
        await driver.until_shown("第0段")
        await driver.press("f", *"段：", "enter", "n", "n")
        await driver.until_shown("hit 3/30")
        await driver.press("N")
        await driver.until_shown("hit 2/30")
        assert driver.screen.features.texts.opened.post.title == "Long"


async def test_a_broken_expression_is_told_while_typing_and_stays_to_be_corrected(
    text_open,
) -> None:
    async with text_open() as driver:
        await driver.press("enter")
        await driver.until_shown("第0段")
        await driver.press("f", "slash", *"(a")
        await driver.until_shown("not a regular expression")
        await driver.press("enter")
        await driver.until_shown("find /(a")
        await driver.press("backspace", "backspace", *"第1.段")
        await driver.until_shown("1/10")


async def test_words_of_a_search_are_marked_in_every_text_until_that_ends(text_open) -> None:
    async with text_open() as driver:
        driver.screen.features.find.highlight([FindPattern("gold"), FindPattern("降准")])
        await driver.press("j", "j")
        await driver.until_shown("Gold rose.")
        await driver.until(lambda: bool(driver.screen.widgets.text.marks.hits))
        await driver.press("n")
        await driver.until_shown("hit 1/")
        await driver.press("j")
        await driver.until_shown("央行决定降准。")
        await driver.until(lambda: len(driver.screen.widgets.text.marks.hits or ()) > 0)
        driver.screen.features.find.highlight(())
        await driver.until(lambda: driver.screen.widgets.text.marks.hits is None)


async def test_n_goes_to_the_next_unread_post_where_nothing_is_found(text_open) -> None:
    async with text_open() as driver:
        await driver.press("enter")
        await driver.until_shown("第0段")
        await driver.press("f", *"xyz", "enter")
        await driver.until_shown("no hits")
        await driver.press("n")
        await driver.until(lambda: driver.screen.features.texts.opened.post.title != "Long")


async def test_hits_stay_where_the_text_gets_another_width(text_open) -> None:
    async with text_open() as driver:
        await driver.press("enter")
        await driver.until_shown("第0段")
        await driver.press("f", *"段：", "enter", "n")
        await driver.until_shown("hit 2/30")
        await driver.pilot.resize_terminal(60, 30)
        await driver.until(lambda: driver.screen.widgets.text.text_layout.width_cells < 60)
        await driver.until(lambda: bool(driver.screen.widgets.text.marks.hits))
        assert driver.screen.widgets.text.marks.current_hit == 1


async def test_words_of_a_search_that_begin_with_a_slash_are_no_expression(text_open) -> None:
    async with text_open() as driver:
        await driver.press("enter")
        await driver.until_shown("第0段")
        await driver.press("slash", *"text:/[亿", "enter")
        await driver.until_shown("No posts here.")
        await driver.until(lambda: driver.screen.widgets.text.marks.hits is not None)
        assert "regular expression" not in driver.text


async def test_hits_of_a_searched_expression_are_marked_in_the_text(text_open) -> None:
    async with text_open() as driver:
        await driver.press("slash", *"text:/第1.段/", "enter")
        await driver.until_shown("第0段")
        await driver.until(lambda: len(driver.screen.widgets.text.marks.hits or ()) == 10)
        await driver.press("n")
        await driver.until_shown("hit 1/10")

from datetime import timedelta

import pytest

from reader.archive.query.model import EVERYTHING
from reader.config import Highlight, Settings
from reader.session import open_session
from reader.ui.themes.highlights import check_highlights


def style_of(driver, title):
    """Return the style of a title in the list."""
    posts = driver.screen.widgets.posts
    for row in range(posts.content_size.height):
        for segment in posts.strip_at_row(row):
            if title in segment.text:
                return segment.style
    raise AssertionError(f"no {title} in\n{driver.text}")


def with_highlights(*highlights, **more):
    return Settings(follow_after_ms=0, use_index=False, highlight=highlights, **more)


async def test_a_row_that_matches_is_styled_and_the_first_match_holds(start) -> None:
    settings = with_highlights(
        Highlight("tag:gold", "underline warning"),
        Highlight("category:news", "italic"),
        theme="dark",
    )
    async with start(settings=settings) as driver:
        warning = driver.app.get_css_variables()["text-warning"].lower()
        gold = style_of(driver, "Gold rises")
        bank = style_of(driver, "央行降准")
        cloud = style_of(driver, "云出海图鉴")
    assert gold.underline
    assert gold.color.name == warning
    assert not gold.italic
    assert bank.italic
    assert not bank.underline
    assert not cloud.italic
    assert not cloud.underline


async def test_a_mark_changes_the_style_of_its_row_at_once(start) -> None:
    async with start(settings=with_highlights(Highlight("is:starred", "reverse"))) as driver:
        before = style_of(driver, "云出海图鉴")
        await driver.press("s")
        await driver.until(lambda: style_of(driver, "云出海图鉴").reverse)
    assert not before.reverse


async def test_a_colour_alone_is_bold_too(start) -> None:
    async with start(settings=with_highlights(Highlight("tag:gold", "error"))) as driver:
        await driver.press("enter", "q", "j", "m")
        gold = style_of(driver, "Gold rises")
    assert gold.bold


@pytest.mark.parametrize(
    ("query", "style", "said"),
    [
        ("is:stared", "bold", "[[highlight]] 1: query 'is:stared', character"),
        ("tag:gold", "blod", "[[highlight]] 1: no style is called blod; did you mean bold?"),
        ("tag:gold", "", "[[highlight]] 1: a style needs at least one of bold,"),
        ("gold", "bold", "[[highlight]] 1: query 'gold' reads texts"),
    ],
)
async def test_a_mistake_is_said_at_the_start_and_the_others_hold(
    start, query: str, style: str, said: str
) -> None:
    settings = with_highlights(Highlight(query, style), Highlight("tag:gold", "italic"))
    async with start(settings=settings) as driver:
        gold = style_of(driver, "Gold rises")
        assert said in driver.app.session.notice
    assert gold.italic


def test_a_span_goes_on_with_the_time(archive) -> None:
    session = open_session(archive, Settings(use_index=False))
    session.repository.refresh()
    post = session.repository.select(EVERYTHING).rows(0, 1)[0]
    now = [post.date + timedelta(hours=1)]
    highlights, _ = check_highlights([Highlight("date:3h", "bold")], session.state, lambda: now[0])
    assert highlights.style_of(post)
    now[0] += timedelta(days=2)
    assert not highlights.style_of(post)
    session.state_file.close()

"""What time changes while the screen is open."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from reader.ui.features.lists.passing_time import PassingTime
from reader.ui.widgets import post_row
from tests.ui.conftest import USUAL, Driver, Start

EVENING = datetime.fromisoformat("2022-04-28 23:59:30+08:00")


class Clock:
    """The feature, with a clock that the test sets."""

    def __init__(self, driver: Driver) -> None:
        self.now = EVENING
        screen = driver.screen
        self.feature = PassingTime(
            screen.widgets.posts,
            screen.features.listing,
            screen._events,
            lambda: self.at().timestamp(),
            self.at,
        )

    def at(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)
        self.feature.look()


async def test_a_list_of_today_is_requested_again_after_midnight(start: Start) -> None:
    async with start() as driver:
        await driver.choose("date:today or gold", "today")
        posts = driver.screen.widgets.posts
        evening = posts.selection
        Clock(driver).pass_minutes(1)
        await driver.until(lambda: posts.selection is not evening)


@pytest.mark.parametrize(("query", "minutes"), [("gold", 1), ("date:today or gold", 0.4)])
async def test_a_list_that_is_the_same_is_left_alone(
    start: Start, query: str, minutes: float
) -> None:
    async with start() as driver:
        await driver.choose(query, "some")
        posts = driver.screen.widgets.posts
        evening = posts.selection
        Clock(driver).pass_minutes(minutes)
        await driver.pilot.pause()
        assert posts.selection is evening


async def test_a_minute_later_posts_are_older(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = datetime.fromisoformat("2022-04-28 13:06:28+08:00")
    async with start(settings=replace(USUAL, list_format="{age} {title}")) as driver:
        clock = Clock(driver)
        monkeypatch.setattr(post_row, "_now", lambda: later)
        clock.pass_minutes(1)
        await driver.until_shown("5 min ago    云出海图鉴")


async def test_an_age_without_room_is_cut_and_not_left_as_a_number(
    start: Start,
) -> None:
    async with start(settings=replace(USUAL, list_format="{age:6} {title}")) as driver:
        await driver.until_shown("2022-…")

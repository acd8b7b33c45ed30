"""When the text follows the list's cursor, on a clock that the test moves."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from reader.config import Follow as FollowSetting
from reader.config import Settings
from reader.posts.post import Post, PostId
from reader.ui.events import CursorMoved, SearchTyped
from reader.ui.features.reading.follow import Follow

POSTS = [Post(PostId(name), f"{name}.md", name, None) for name in "abc"]


@dataclass(eq=False)
class Call:
    at: float
    seconds: float
    call: Callable[[], object]
    is_stopped: bool = False

    def stop(self) -> None:
        self.is_stopped = True

    def reset(self) -> None:
        self.at += self.seconds


@dataclass
class Clock:
    """Timers that run when the test says that time has passed."""

    now: float = 0.0
    calls: list[Call] = field(default_factory=list)

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Call:
        self.calls.append(Call(self.now + delay, delay, callback))
        return self.calls[-1]

    def set_interval(self, interval: float, callback: Callable[[], object]) -> Call:
        raise NotImplementedError

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        raise NotImplementedError

    def pass_seconds(self, seconds: float) -> None:
        end = self.now + seconds
        while due := [call for call in self.calls if not call.is_stopped and call.at <= end]:
            first = min(due, key=lambda call: call.at)
            self.calls.remove(first)
            self.now = first.at
            first.call()
        self.now = end


class Following:
    """A `Follow` on a list of three posts, and what it did."""

    def __init__(self, **settings: object) -> None:
        self.clock = Clock()
        self.row: int | None = 0
        self.is_typing = False
        self.is_text_open = True
        self.done: list[str] = []
        self.follow = Follow(
            Settings(**settings),
            self.clock,
            current=lambda: None if self.row is None else POSTS[self.row],
            open_post=lambda post: self.done.append(f"open {post.id}"),
            fetch=lambda post: self.done.append(f"fetch {post.id}"),
            is_typing=lambda: self.is_typing,
            is_text_open=lambda: self.is_text_open,
        )

    def move_to(self, row: int | None) -> None:
        self.row = row
        self.follow.cursor_moved(CursorMoved())


@pytest.fixture
def following() -> Following:
    return Following(follow_after_ms=250)


def test_a_text_is_fetched_and_then_shown_once_the_cursor_has_rested(following: Following) -> None:
    following.move_to(1)
    following.clock.pass_seconds(0.04)
    assert following.done == []
    following.clock.pass_seconds(0.02)
    assert following.done == ["fetch b"]
    following.clock.pass_seconds(0.18)
    assert following.done == ["fetch b"]
    following.clock.pass_seconds(0.02)
    assert following.done == ["fetch b", "open b"]


def test_while_a_key_repeats_nothing_is_fetched_or_shown(following: Following) -> None:
    for step in range(60):
        following.move_to(step % 3)
        following.clock.pass_seconds(0.03)
    assert following.done == []
    following.clock.pass_seconds(1)
    assert following.done == ["fetch c", "open c"]


def test_what_was_asked_for_meanwhile_ends_the_wait(following: Following) -> None:
    following.move_to(1)
    following.clock.pass_seconds(0.1)
    following.follow.stop()
    following.clock.pass_seconds(10)
    assert following.done == ["fetch b"]


def test_at_once_is_without_a_wait() -> None:
    following = Following(follow=FollowSetting.AT_ONCE)
    following.move_to(2)
    assert following.done == ["open c"]


def test_on_enter_a_text_is_only_fetched() -> None:
    following = Following(follow=FollowSetting.ON_ENTER)
    following.move_to(2)
    following.clock.pass_seconds(10)
    assert following.done == ["fetch c"]


def test_a_short_rest_is_not_made_longer_by_fetching() -> None:
    following = Following(follow_after_ms=30)
    following.move_to(1)
    following.clock.pass_seconds(0.03)
    assert following.done == ["open b"]


def test_while_a_search_is_typed_each_key_begins_the_wait_again(following: Following) -> None:
    following.is_typing = True
    following.move_to(1)
    for _ in range(5):
        following.clock.pass_seconds(0.2)
        following.follow.search_typed(SearchTyped())
    assert following.done == []
    following.clock.pass_seconds(0.25)
    assert following.done == ["open b"]


def test_a_search_that_nothing_waits_for_begins_no_wait(following: Following) -> None:
    following.follow.search_typed(SearchTyped())
    following.clock.pass_seconds(10)
    assert following.done == []


def test_a_text_that_was_reached_otherwise_stays_until_the_cursor_moves(
    following: Following,
) -> None:
    following.follow.is_away = True
    following.follow.start()
    following.clock.pass_seconds(10)
    assert following.done == ["fetch a"]
    following.move_to(1)
    following.clock.pass_seconds(10)
    assert following.done == ["fetch a", "fetch b", "open b"]


def test_a_row_that_is_yet_to_be_read_is_no_post_to_open(following: Following) -> None:
    following.move_to(None)
    following.clock.pass_seconds(10)
    assert following.done == []

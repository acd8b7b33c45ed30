from reader.archive.memory_repository import MemorySelection
from reader.archive.query.model import EVERYTHING
from reader.archive.query.parser import parse_query
from reader.browsing.views import ListPosition, ListPositions, position_in
from reader.posts.post import Post, PostId
from reader.state.reading_state import ReadingState


def selection(*names: str) -> MemorySelection:
    posts = [Post(PostId(name), f"{name}.md", name, None) for name in names]
    catalogue = {post.id: post for post in posts}
    return MemorySelection(EVERYTHING, posts, catalogue, ReadingState())


def test_a_view_that_is_new_begins_at_the_top() -> None:
    assert ListPositions().recall(EVERYTHING) is None
    assert position_in(selection("a", "b"), None, 10, keeps_first=False) == (0, 0)


def test_a_place_is_kept_by_query() -> None:
    positions, position = ListPositions(), ListPosition(PostId("c"), cursor=2, top=1)
    positions.remember(EVERYTHING, position)
    assert positions.recall(EVERYTHING) == position
    assert positions.recall(parse_query("sort:oldest")) is None


def test_the_cursor_stays_on_its_post_and_on_its_row_of_the_screen() -> None:
    position = ListPosition(PostId("c"), cursor=2, top=1)
    assert position_in(selection("x", "y", "a", "b", "c"), position, 10, keeps_first=False) == (
        4,
        3,
    )


def test_one_who_is_at_the_top_stays_there_and_sees_what_is_new() -> None:
    position = ListPosition(PostId("a"), cursor=0, top=0)
    assert position_in(selection("new", "a"), position, 10, keeps_first=False) == (0, 0)


def test_a_cursor_that_is_to_keep_its_post_leaves_the_first_row_to_new_ones() -> None:
    position = ListPosition(PostId("a"), cursor=0, top=0)
    assert position_in(selection("new", "a"), position, 10, keeps_first=True) == (1, 0)


def test_a_list_at_its_top_scrolls_only_when_its_post_would_go_out_of_sight() -> None:
    position = ListPosition(PostId("c"), cursor=1, top=0)
    names = [f"new{number}" for number in range(5)]
    assert position_in(selection(*names, "b", "c"), position, 7, keeps_first=True) == (6, 0)
    assert position_in(selection(*names, "b", "c"), position, 6, keeps_first=True) == (6, 5)


def test_where_the_post_is_gone_the_row_is_kept() -> None:
    position = ListPosition(PostId("c"), cursor=2, top=1)
    assert position_in(selection("a", "b", "d"), position, 10, keeps_first=True) == (2, 1)

from reader.archive.memory_repository import MemorySelection
from reader.archive.query import EVERYTHING
from reader.posts.post import Post, PostId
from reader.ui.views import Place, Places


def selection(*names: str) -> MemorySelection:
    posts = [Post(PostId(name), f"{name}.md", name, None) for name in names]
    return MemorySelection(EVERYTHING, posts, {post.id: post for post in posts})


def test_a_view_that_is_new_begins_at_the_top() -> None:
    assert Places().recall(selection("a", "b")) == (0, 0)


def test_the_cursor_stays_on_its_post_and_on_its_row_of_the_screen() -> None:
    places = Places()
    places.remember(EVERYTHING, Place(PostId("c"), cursor=2, top=1))
    assert places.recall(selection("x", "y", "a", "b", "c")) == (4, 3)


def test_one_who_is_at_the_top_stays_there_and_sees_what_is_new() -> None:
    places = Places()
    places.remember(EVERYTHING, Place(PostId("a"), cursor=0, top=0))
    assert places.recall(selection("new", "a")) == (0, 0)


def test_where_the_post_is_gone_the_row_is_kept() -> None:
    places = Places()
    places.remember(EVERYTHING, Place(PostId("c"), cursor=2, top=1))
    assert places.recall(selection("a", "b", "d")) == (2, 1)

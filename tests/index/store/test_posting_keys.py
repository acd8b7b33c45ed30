from datetime import datetime, timedelta, timezone

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.archive.query.candidate import Candidate
from reader.archive.query.fields.category import InCategory
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.matching import compile_query
from reader.archive.query.model import Query
from reader.archive.query.post_text import NO_TEXT
from reader.archive.search.folding import fold
from reader.index.store.posting_keys import PostingKind, author_keys, category_keys, tag_keys
from reader.posts.post import Post, PostId
from reader.state.reading_state import ReadingState

NOW = datetime(2022, 4, 28, 12, tzinfo=timezone(timedelta(hours=8)))
NAMES = st.text("aAＡß/／. ", min_size=1, max_size=6)


def test_a_category_is_found_under_all_that_stand_above_it() -> None:
    assert {name for _, name in category_keys(["Markets/Asia/Tokyo"])} == {
        "markets",
        "markets/asia",
        "markets/asia/tokyo",
    }


def test_a_tag_with_a_slash_has_nothing_above_it() -> None:
    assert tag_keys(["Gold/Coins"]) == {(PostingKind.TAG, "gold/coins")}


def test_posts_without_any_are_found_under_the_empty_name() -> None:
    assert category_keys([]) == {(PostingKind.CATEGORY, "")}
    assert tag_keys([]) == {(PostingKind.TAG, "")}


def test_posts_without_authors_take_no_room() -> None:
    assert author_keys(["Li Wei"]) == {(PostingKind.AUTHOR, "li wei")}
    assert author_keys([]) == frozenset()


@settings(deadline=None, max_examples=300)
@given(st.lists(NAMES, max_size=3).map(tuple), NAMES | st.just(""))
def test_a_label_is_there_where_the_query_for_it_matches(
    names: tuple[str, ...], wanted: str
) -> None:
    post = Post(PostId("a"), "a.md", "t", None, categories=names, tags=names)
    state = ReadingState()
    candidate = Candidate(post, lambda _: NO_TEXT)
    is_in = compile_query(Query(InCategory(wanted)), state, NOW)(candidate)
    has = compile_query(Query(HasTag(wanted)), state, NOW)(candidate)
    assert ((PostingKind.CATEGORY, fold(wanted)) in category_keys(names)) == is_in
    assert ((PostingKind.TAG, fold(wanted)) in tag_keys(names)) == has

from collections import Counter
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from reader.archive.facet_shapes import FacetValue
from reader.archive.facets import FACETS, FacetCounts, Facets, count_facets
from reader.archive.query.parser import parse_query
from reader.archive.query.spelling import spell
from reader.archive.repository import Counts
from reader.browsing.sidebar_rows import (
    DEFAULT_OPEN,
    MAX_SHOWN_VALUES,
    make_rows,
    rows_of_post,
    unread_by_row,
)
from reader.posts.post import Post, PostId

COUNTED: Facets = count_facets(()) | {
    "category": FacetCounts(
        (FacetValue("财经", "财经", 5, (FacetValue("财经/宏观", "宏观", 2),)),), 1
    ),
    "tag": FacetCounts((FacetValue('a "b" \\c', 'a "b" \\c', 1),), 0),
    "date": FacetCounts(
        (FacetValue("2022", "2022", 5, (FacetValue("2022-04", "2022-04", 5),)),), 2
    ),
}
POST_LISTS = st.lists(
    st.builds(
        Post,
        id=st.just(PostId("a")),
        path=st.just("a.md"),
        title=st.just("a"),
        date=st.none()
        | st.sampled_from([datetime(987, 1, 1, tzinfo=UTC), datetime(2022, 12, 31, tzinfo=UTC)]),
        categories=st.lists(st.sampled_from(["a", "a/b", "c"]), unique=True).map(tuple),
        tags=st.lists(st.sampled_from(["x", "y", "x/y"]), unique=True).map(tuple),
        authors=st.lists(st.sampled_from(["v", "w"]), unique=True).map(tuple),
    ),
    max_size=5,
)
COUNTS = Counts(total=8, unread=7, starred=1, problems=0)


def labels(*more_open: str) -> list[str]:
    rows = make_rows(COUNTED, COUNTS, DEFAULT_OPEN | set(more_open))
    return ["  " * row.depth + row.label for row in rows]


def test_branches_are_folded_at_first() -> None:
    assert labels() == [
        "Views", "  All", "  Unread", "  Starred", "  Recently read",
        "Categories", "  财经", "  without category",
        "Tags", '  a "b" \\c',
        "By date", "  2022", "  without date",
    ]  # fmt: skip


def test_an_open_branch_shows_what_is_below() -> None:
    assert "    宏观" in labels("category:财经")
    assert "    2022-04" in labels("date:2022")


def test_a_folded_section_shows_its_heading_alone() -> None:
    rows = make_rows(COUNTED, COUNTS, set())
    assert [row.label for row in rows] == ["Views", "Categories", "Tags", "By date"]


def test_problems_are_a_view_when_there_are_any() -> None:
    rows = make_rows(COUNTED, Counts(1, 1, 0, 3), DEFAULT_OPEN)
    assert [(row.label, row.count) for row in rows][5] == ("Problems", 3)


def test_every_row_asks_what_its_spelling_asks() -> None:
    for row in make_rows(COUNTED, COUNTS, DEFAULT_OPEN | {"category:财经", "date:2022"}):
        if row.query is not None:
            assert parse_query(spell(row.query)) == row.query


def test_keys_of_rows_differ() -> None:
    rows = make_rows(COUNTED, COUNTS, DEFAULT_OPEN | {"category:财经", "date:2022"})
    assert len({row.key for row in rows}) == len(rows)


def narrowed(text: str) -> list[str]:
    return [row.label for row in make_rows(COUNTED, COUNTS, set(), text)]


def test_narrowed_it_shows_what_has_the_text_in_its_name_and_what_that_is_below() -> None:
    assert narrowed("宏观") == ["Categories", "财经", "宏观"]
    assert narrowed("2022-04") == ["By date", "2022", "2022-04"]


def test_narrowing_knows_no_case_and_no_width() -> None:
    assert narrowed("ＵＮＲＥＡＤ") == ["Views", "Unread"]


def test_names_are_also_narrowed_to_by_pinyin() -> None:
    assert narrowed("hongguan") == narrowed("hg") == ["Categories", "财经", "宏观"]


def test_narrowed_to_what_there_is_not_it_is_empty() -> None:
    assert narrowed("nothing such") == []


def tagged(number: int) -> Facets:
    tags = tuple(FacetValue(f"tag {n}", f"tag {n}", 1) for n in range(number))
    return count_facets(()) | {"tag": FacetCounts(tags, 0)}


def test_of_very_many_tags_the_rest_is_one_row_that_opens() -> None:
    facets = tagged(MAX_SHOWN_VALUES + 300)
    rows = make_rows(facets, COUNTS, {"tag"})
    more = next(row for row in rows if row.key == "more:tag")
    assert more.label.startswith("300 more")
    assert len([row for row in rows if row.key.startswith("tag:")]) == MAX_SHOWN_VALUES
    opened = make_rows(facets, COUNTS, {"tag", more.key})
    assert len([row for row in opened if row.key.startswith("tag:")]) == MAX_SHOWN_VALUES + 300


def test_a_narrow_word_finds_a_tag_among_the_rest() -> None:
    rows = make_rows(tagged(10_000), COUNTS, set(), "tag 9999")
    assert [row.label for row in rows] == ["Tags", "tag 9999"]


@given(POST_LISTS)
def test_a_post_is_counted_in_the_rows_that_its_marks_change(posts: list[Post]) -> None:
    counted = unread_by_row(count_facets(posts))
    by_post = Counter(key for post in posts for key in rows_of_post(post))
    assert by_post == +Counter(counted)


def test_every_facet_is_a_section_with_a_row_of_the_posts_without_a_value() -> None:
    bare = count_facets([Post(PostId("a"), "a.md", "a", None, (), ())])
    labels = [row.label for row in make_rows(bare, COUNTS, DEFAULT_OPEN)]
    sections = [
        it for facet in FACETS if facet.is_shown_empty for it in (facet.title, facet.without)
    ]
    assert labels[-len(sections) :] == sections


def test_authors_are_a_section_only_where_a_post_has_some() -> None:
    bare = Post(PostId("a"), "a.md", "a", None)
    signed = Post(PostId("b"), "b.md", "b", None, authors=("张三",))
    assert "Authors" not in labels_of(bare)
    shown = labels_of(bare, signed)
    index = shown.index("Authors")
    assert shown[index : index + 3] == ["Authors", "张三", "without author"]
    assert shown[index + 3] == "By date"


def labels_of(*posts: Post) -> list[str]:
    return [row.label for row in make_rows(count_facets(posts), COUNTS, DEFAULT_OPEN)]

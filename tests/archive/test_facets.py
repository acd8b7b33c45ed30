from datetime import UTC, datetime

from reader.archive.facets import Facet, count_facets
from reader.posts.post import Post, PostId


def post(number: int, *categories: str, tags: tuple[str, ...] = (), date: str = "") -> Post:
    when = datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None
    return Post(PostId(str(number)), f"{number}.md", "t", when, categories, tags)


def shape(facets: tuple[Facet, ...]) -> list[object]:
    return [(f.label, f.count, *([shape(f.below)] if f.below else [])) for f in facets]


def test_categories_are_counted_most_posts_first() -> None:
    facets = count_facets([post(1, "a"), post(2, "b"), post(3, "b")])
    assert shape(facets.categories) == [("b", 2), ("a", 1)]


def test_a_slash_in_a_name_nests_it_and_adds_up_above() -> None:
    facets = count_facets([post(1, "财经/宏观"), post(2, "财经/股市"), post(3, "财经")])
    assert shape(facets.categories) == [("财经", 3, [("宏观", 1), ("股市", 1)])]


def test_a_category_that_only_follows_another_is_shown_below_it() -> None:
    facets = count_facets([post(1, "news", "china"), post(2, "news")])
    assert shape(facets.categories) == [("news", 2, [("china", 1)])]


def test_a_category_that_also_stands_alone_is_shown_at_the_top() -> None:
    facets = count_facets([post(1, "news", "china"), post(2, "china")])
    assert shape(facets.categories) == [("china", 2), ("news", 1)]


def test_categories_that_follow_each_other_in_a_ring_all_are_shown() -> None:
    facets = count_facets([post(1, "a", "b", "a"), post(2, "b", "a", "b")])
    assert {facet.name for facet in facets.categories} == {"a", "b"}


def test_spellings_that_a_query_does_not_tell_apart_are_counted_together() -> None:
    facets = count_facets(
        [post(1, "ETF", tags=("Ａ股",)), post(2, "etf", tags=("A股",)), post(3, "ETF")]
    )
    assert shape(facets.categories) == [("ETF", 3)]
    assert [facet.count for facet in facets.tags] == [2]


def test_months_stand_below_their_years_newest_first() -> None:
    dates = ["2021-12-31", "2022-04-01", "2022-04-28", "2022-05-01"]
    facets = count_facets([post(n, date=date) for n, date in enumerate(dates)])
    assert shape(facets.years) == [
        ("2022", 3, [("2022-05", 1), ("2022-04", 2)]),
        ("2021", 1, [("2021-12", 1)]),
    ]


def test_posts_without_category_tag_or_date_are_counted() -> None:
    facets = count_facets([post(1), post(2, "a", tags=("t",), date="2022-01-01")])
    assert (facets.without_category, facets.without_tag, facets.undated) == (1, 1, 1)

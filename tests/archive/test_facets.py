from datetime import UTC, datetime

from reader.archive.facet_shapes import FacetValue
from reader.archive.facets import FACETS, count_facets
from reader.archive.query.keys import KEY_BY_NAME
from reader.posts.post import Post, PostId


def post(number: int, *categories: str, tags: tuple[str, ...] = (), day: str = "") -> Post:
    when = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Post(PostId(str(number)), f"{number}.md", "t", when, categories, tags)


def shape(values: tuple[FacetValue, ...]) -> list[object]:
    return [(v.label, v.count, *([shape(v.below)] if v.below else [])) for v in values]


def test_categories_are_counted_most_posts_first() -> None:
    facets = count_facets([post(1, "a"), post(2, "b"), post(3, "b")])
    assert shape(facets["category"].values) == [("b", 2), ("a", 1)]


def test_a_slash_in_a_name_nests_it_and_adds_up_above() -> None:
    facets = count_facets([post(1, "财经/宏观"), post(2, "财经/股市"), post(3, "财经")])
    assert shape(facets["category"].values) == [("财经", 3, [("宏观", 1), ("股市", 1)])]


def test_a_category_that_only_follows_another_is_shown_below_it() -> None:
    facets = count_facets([post(1, "news", "china"), post(2, "news")])
    assert shape(facets["category"].values) == [("news", 2, [("china", 1)])]


def test_a_category_that_also_stands_alone_is_shown_at_the_top() -> None:
    facets = count_facets([post(1, "news", "china"), post(2, "china")])
    assert shape(facets["category"].values) == [("china", 2), ("news", 1)]


def test_categories_that_follow_each_other_in_a_ring_all_are_shown() -> None:
    facets = count_facets([post(1, "a", "b", "a"), post(2, "b", "a", "b")])
    assert {facet.name for facet in facets["category"].values} == {"a", "b"}


def test_spellings_that_a_query_does_not_tell_apart_are_counted_together() -> None:
    facets = count_facets(
        [post(1, "ETF", tags=("Ａ股",)), post(2, "etf", tags=("A股",)), post(3, "ETF")]
    )
    assert shape(facets["category"].values) == [("ETF", 3)]
    assert [facet.count for facet in facets["tag"].values] == [2]


def test_months_stand_below_their_years_newest_first() -> None:
    days = ["2021-12-31", "2022-04-01", "2022-04-28", "2022-05-01"]
    facets = count_facets([post(n, day=day) for n, day in enumerate(days)])
    assert shape(facets["date"].values) == [
        ("2022", 3, [("2022-05", 1), ("2022-04", 2)]),
        ("2021", 1, [("2021-12", 1)]),
    ]


def test_posts_without_category_tag_or_date_are_counted() -> None:
    facets = count_facets([post(1), post(2, "a", tags=("t",), day="2022-01-01")])
    assert [facets[key].without for key in ("category", "tag", "date")] == [1, 1, 1]


def test_every_facet_has_a_key_of_its_own_that_a_query_takes() -> None:
    keys = [facet.key for facet in FACETS]
    assert len({*keys}) == len(keys)
    assert {*keys} <= KEY_BY_NAME.keys()


def test_each_value_of_a_post_is_among_its_values_and_those_above() -> None:
    one = post(1, "a/b", tags=("x/y",), day="0987-01-31")
    for facet in FACETS:
        names = facet.values_of(one)
        assert {*names} <= facet.shape.with_ancestors(names)

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.archive.ordering import category_key, collation_key, moment_us, sort_posts
from reader.archive.query.model import Order
from reader.posts.post import Post, PostId
from reader.posts.source.file_name import stem_of

NOON = datetime(2022, 4, 28, 12, tzinfo=UTC)


def post(
    path: str, date: datetime | None = NOON, title: str = "t", categories: tuple[str, ...] = ()
) -> Post:
    return Post(PostId(stem_of(path)), path, title, date, categories)


def paths(posts: list[Post], order: Order) -> list[str]:
    return [post.path for post in sort_posts(posts, order)]


def test_newest_compares_moments_whatever_their_offset() -> None:
    earlier = post("a.md", datetime(2022, 1, 1, 8, 30, tzinfo=timezone(timedelta(hours=8))))
    later = post("b.md", datetime(2022, 1, 1, 1, 0, tzinfo=UTC))
    assert paths([earlier, later], Order.NEWEST) == ["b.md", "a.md"]
    assert paths([later, earlier], Order.OLDEST) == ["a.md", "b.md"]


@pytest.mark.parametrize("order", Order)
def test_posts_without_a_date_come_last_in_every_order(order: Order) -> None:
    posts = [post("b.md", None), post("c.md"), post("a.md")]
    assert paths(posts, order)[-1] == "b.md"


@pytest.mark.parametrize("order", [Order.NEWEST, Order.TITLE, Order.CATEGORY])
def test_of_one_moment_the_last_name_comes_first(order: Order) -> None:
    assert paths([post("a.md"), post("c.md"), post("b.md")], order) == ["c.md", "b.md", "a.md"]


def test_oldest_is_newest_the_other_way_round_but_for_those_without_a_date() -> None:
    posts = [post("a.md"), post("b.md", NOON - timedelta(days=1)), post("d.md", None), post("c.md")]
    newest, oldest = paths(posts, Order.NEWEST), paths(posts, Order.OLDEST)
    assert newest[:3] == oldest[:3][::-1]


def test_of_one_name_the_file_that_keeps_it_as_its_id_counts_as_the_first() -> None:
    posts = [post("Z/a.md"), post("x/_posts/a.md"), post("a.md")]
    assert paths(posts, Order.OLDEST) == ["x/_posts/a.md", "Z/a.md", "a.md"]
    assert paths(posts, Order.NEWEST) == ["a.md", "Z/a.md", "x/_posts/a.md"]


def test_a_name_that_is_no_text_stands_where_its_bytes_do() -> None:
    posts = [post("\udcff.md"), post("\U00010000.md"), post("a.md")]
    assert paths(posts, Order.OLDEST) == ["a.md", "\U00010000.md", "\udcff.md"]


def test_titles_come_in_latin_letters_then_in_pinyin() -> None:
    wanted = ["apple", "Banana", "Ｃitrus", "白银", "黄金", "债券"]
    posts = [post(f"{place}.md", title=title) for place, title in enumerate(reversed(wanted))]
    assert [post.title for post in sort_posts(posts, Order.TITLE)] == wanted


def test_equal_titles_come_newest_first() -> None:
    posts = [post("a.md", NOON - timedelta(days=1), "Gold"), post("b.md", NOON, "ＧＯＬＤ")]
    assert paths(posts, Order.TITLE) == ["b.md", "a.md"]


def test_categories_go_by_the_first_one_and_newest_first_in_each() -> None:
    posts = [
        post("none.md"),
        post("old.md", NOON - timedelta(days=1), categories=("asia", "zoo")),
        post("new.md", NOON, categories=("Asia", "a")),
        post("b.md", categories=("bonds",)),
    ]
    assert paths(posts, Order.CATEGORY) == ["new.md", "old.md", "b.md", "none.md"]


def test_a_post_without_category_has_the_greatest_category_key() -> None:
    assert category_key(()) > category_key(("龘",))


@settings(deadline=None)
@given(st.text(), st.text())
def test_texts_that_fold_alike_have_one_collation_key(left: str, right: str) -> None:
    assert collation_key(left.upper().lower()) == collation_key(
        left.upper().lower().upper().lower()
    )
    assert isinstance(collation_key(left) < collation_key(right), bool)


@settings(deadline=None)
@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_is_exact_to_the_microsecond(date: datetime) -> None:
    since = timedelta(microseconds=moment_us(date))
    assert datetime(1970, 1, 1, tzinfo=UTC) + since == date


def test_titles_in_chinese_come_by_their_pinyin_as_they_are_read() -> None:
    latin = ["1", "gold", "zz"]
    han = ["阿里", "重庆", "出海", "沪指", "郎酒", "鑫源", "银行", "重要"]
    assert sorted([*han, *latin], key=collation_key) == [*latin, *han]


def test_rare_characters_come_by_their_pinyin_too() -> None:
    assert sorted("鑫中煊阿焜", key=collation_key) == list("阿焜鑫煊中")

"""Saved views within queries."""

import pytest

from reader.archive.query.fields.tag import HasTag
from reader.archive.query.fields.words import Words
from reader.archive.query.model import All, Any, InView, Not, Order, Query, named_views
from reader.archive.query.parser import parse_query
from reader.archive.query.spelling import spell
from reader.errors import QueryError

SAVED = {
    "metals": "tag:gold or tag:silver",
    "Asia": "category:asia sort:oldest",
    "metals of Asia": 'view:metals view:"Asia"',
    "all": "",
    "half": "(gold",
    "of half": "view:half",
    "a": "view:b",
    "b": "x or view:a",
    "own": "not view:own",
    "日报": "title:日报",
}
METALS = Any((HasTag("gold"), HasTag("silver")))


def test_a_view_asks_what_it_was_saved_with() -> None:
    query = parse_query("view:metals rises", SAVED)
    assert query == Query(All((InView("metals", METALS), Words("rises"))))
    assert query.parts == (METALS, Words("rises"))


@pytest.mark.parametrize(
    "text", ["view:METALS", "视图：metals", "視圖：ｍｅｔａｌｓ", "view:“metals”", "VIEW:metals"]
)
def test_a_view_is_known_by_its_name_in_any_width_and_case(text: str) -> None:
    assert parse_query(text, SAVED) == Query(InView("metals", METALS))


def test_views_nest() -> None:
    query = parse_query('-view:"metals of asia"', SAVED)
    assert isinstance(query.condition, Not)
    assert list(named_views(query.condition)) == ["metals of Asia", "metals", "Asia"]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("view:Asia", Order.OLDEST),
        ("view:asia gold", Order.OLDEST),
        ("sort:title view:Asia", Order.TITLE),
        ("view:Asia sort:newest", Order.NEWEST),
        ("view:Asia view:metals", Order.OLDEST),
    ],
)
def test_the_order_of_a_view_holds_unless_the_query_has_one(text: str, order: Order) -> None:
    assert parse_query(text, SAVED).order is order


def test_a_view_of_everything_asks_for_all() -> None:
    assert parse_query("view:all", SAVED).asks_for_all
    assert parse_query("view:all or gold", SAVED).asks_for_all
    assert parse_query("view:all gold", SAVED).parts == (Words("gold"),)


@pytest.mark.parametrize(
    "text",
    ["view:metals", 'view:"metals of Asia" gold', "-view:metals", "view:all", "a or view:日报"],
)
def test_a_view_is_spelled_by_its_name(text: str) -> None:
    query = parse_query(text, SAVED)
    assert "view:" in spell(query)
    assert parse_query(spell(query), SAVED) == query


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("view:metal", 5, "there is no view metal; did you mean metals?"),
        ("gold view:日抱", 10, "there is no view 日抱; those saved are "),
        ("view:a", 5, "the view a contains itself: a → b → a"),
        ("gold view:own", 10, "the view own contains itself: own → own"),
        ("view:half", 5, "the view half can't be read: expected a closing )"),
        ('view:"of half"', 5, "the view half can't be read: expected a closing )"),
    ],
)
def test_a_view_that_can_not_be_used_is_an_error(text: str, position: int, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text, SAVED)
    assert caught.value.position == position
    assert caught.value.reason.startswith(reason)


def test_without_saved_views_there_is_none() -> None:
    with pytest.raises(QueryError, match="there is no view metals; none is saved"):
        parse_query("view:metals")


def test_views_that_double_with_each_level_end_with_an_error() -> None:
    saved = {f"v{n}": f"view:v{n + 1} view:v{n + 1}" for n in range(15)} | {"v15": "x"}
    with pytest.raises(QueryError, match="at most"):
        parse_query("view:v0", saved)
    saved = {f"v{n}": f"view:v{n + 1}" for n in range(500)} | {"v500": "x"}
    with pytest.raises(QueryError, match="at most"):
        parse_query("view:v0", saved)

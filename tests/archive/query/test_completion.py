from hypothesis import given
from hypothesis import strategies as st

from reader.archive.facet_shapes import FacetValue
from reader.archive.facets import FACETS, FacetCounts, count_facets
from reader.archive.query.completion import complete
from reader.archive.query.parser import parse_query
from reader.archive.query.vocabulary import make_vocabulary, title_words

COUNTED = {
    **count_facets(()),
    "category": FacetCounts(
        (FacetValue("每日经济新闻", "每日经济新闻", 30), FacetValue("markets/asia", "asia", 5)), 0
    ),
    "tag": FacetCounts(
        (FacetValue("出海", "出海", 9), FacetValue("central bank", "central bank", 4)), 0
    ),
    "author": FacetCounts((FacetValue("张三", "张三", 3),), 0),
    "date": FacetCounts(
        (FacetValue("2022", "2022", 35, (FacetValue("2022-04", "2022-04", 35),)),), 0
    ),
}
TITLES = ["新能源出海提速", "企业出海调查", "出海的三条路", "央行降准"]
WORDS = make_vocabulary(COUNTED, [("to read", 2)], TITLES)


def offers(text: str) -> list[str]:
    return [offer.replacement for offer in complete(text, len(text), WORDS)]


def test_a_key_is_offered_by_its_beginning() -> None:
    assert "tag:" in offers("降准 ta")


def test_a_name_is_offered_with_its_key() -> None:
    assert "category:每日经济新闻" in offers("每日")


def test_a_name_is_found_by_initials_and_by_pinyin() -> None:
    assert offers("category:mrjjxw") == ["每日经济新闻"]
    assert offers("category:meirijing") == ["每日经济新闻"]
    assert "出海" in offers("ch")
    assert "出海" in offers("chuhai")


def test_an_author_is_offered_by_pinyin_and_with_the_key() -> None:
    assert offers("作者：zhangs") == ["张三"]
    assert "author:张三" in offers("zhangs")


def test_a_name_with_a_space_is_offered_in_quotes() -> None:
    assert offers("tag:cen") == ['"central bank"']
    assert offers('tag:"cen') == ['"central bank"']


def test_values_of_a_key_come_in_the_language_that_it_was_begun_in() -> None:
    assert "unread" in offers("is:un")
    assert "未读" in offers("状态：未")


def test_months_of_the_archive_are_offered_for_a_date() -> None:
    assert offers("date:2022-") == ["2022-04"]


def test_the_values_of_every_facet_are_offered_for_its_key() -> None:
    for facet in FACETS:
        value = FacetValue("2021", "2021", 1)
        words = make_vocabulary({**COUNTED, facet.key: FacetCounts((value,), 0)})
        typed = f"{facet.key}:20"
        assert "2021" in [it.replacement for it in complete(typed, len(typed), words)]


def test_the_word_at_the_cursor_is_replaced_and_no_other() -> None:
    (offer,) = [it for it in complete("降准 ta 银行", 5, WORDS) if it.replacement == "tag:"]
    assert (offer.start, offer.end) == (3, 5)


def test_nothing_is_offered_where_nothing_is_typed() -> None:
    assert offers("降准 ") == []


def test_a_word_that_is_always_part_of_a_longer_one_is_not_offered() -> None:
    assert [word for word, _ in title_words(["新能源车", "新能源股", "买新能源"])] == ["新能源"]


@given(st.text(alphabet='tag:出chis：“" ()-a2022，') | st.text(), st.data())
def test_what_is_offered_replaces_a_part_of_the_text_around_the_cursor(
    text: str, data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    for offer in complete(text, cursor, WORDS):
        assert 0 <= offer.start <= cursor <= offer.end <= len(text)


@given(st.sampled_from(["tag:", "category:", "label:", "is:", "has:", "sort:", "date:", "before:"]))
def test_every_value_that_is_offered_for_a_key_makes_a_query(key: str) -> None:
    for offer in complete(key, len(key), WORDS):
        parse_query(key + offer.replacement)

import pytest

from reader.document.markup.boilerplate import is_address, leads_back


@pytest.mark.parametrize(
    "pieces",
    [
        [("返回某报", True), ("｜", False), ("返回首页", True)],
        [("Home", True)],
        [("«", False), ("上一篇", True), (" ", False), ("某类", True)],
    ],
)
def test_short_links_of_which_one_leads_back_are_a_way_back(pieces) -> None:
    assert leads_back(pieces)


@pytest.mark.parametrize(
    "pieces",
    [
        [],
        [("返回首页", False)],
        [("请", False), ("返回首页", True)],
        [("财经", True)],
        [("返回首页", True), ("一个名字长到不像是按钮的链接，它的名字真的很长", True)],
    ],
)
def test_other_paragraphs_are_no_way_back(pieces) -> None:
    assert not leads_back(pieces)


def test_a_paragraph_of_one_address_alone_is_an_address() -> None:
    assert is_address([("https://a.example/?b=c&d=e", True)])
    assert not is_address([("https://a.example/", True), (" ｜ http://b.example", False)])
    assert not is_address([("见", False), ("https://a.example/", True)])
    assert not is_address([("——", False)])

"""Where a post stands on the published site."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from reader.posts.address import post_address
from reader.posts.post import Post, PostId
from reader.posts.source.site import Site

CHINA = timezone(timedelta(hours=8))
SITE = Site(timezone=CHINA, url="https://a.example")
POST = Post(
    id=PostId("x"),
    path="_posts/2022-01-02-Big_news.md",
    title="Big news",
    date=datetime(2022, 1, 2, 3, 4, 5, tzinfo=CHINA),
    categories=("Markets", "Asia"),
    slug="Big_news",
)


@pytest.mark.parametrize(
    ("style", "path"),
    [
        ("date", "/markets/asia/2022/01/02/Big_news.html"),
        ("pretty", "/markets/asia/2022/01/02/Big_news/"),
        ("ordinal", "/markets/asia/2022/002/Big_news.html"),
        ("weekdate", "/markets/asia/2022/W52/Sun/Big_news.html"),
        ("none", "/markets/asia/Big_news.html"),
        ("/:categories/:title.html", "/markets/asia/Big_news.html"),
        ("/:year_:i_month_:i_day/:slug", "/2022_1_2/big-news"),
        ("/:short_year/:short_month/:long_month/:name/", "/22/Jan/January/2022-01-02-big-news/"),
        ("/:w_year-:week-:w_day/:hour:minute:second", "/2021-52-7/030405"),
        ("/:collection/:unknown", "/posts/:unknown"),
        ("blog/:slug", "/blog/big-news"),
        ("/../:slug", "/big-news"),
    ],
)
def test_a_style_or_template_makes_the_path(style: str, path: str) -> None:
    assert post_address(POST, replace(SITE, permalink=style)) == f"https://a.example{path}"


def test_a_post_s_own_permalink_wins_and_is_no_style() -> None:
    assert post_address(replace(POST, permalink="/a/:title"), SITE).endswith("/a/Big_news")
    assert post_address(replace(POST, permalink="pretty"), SITE) == "https://a.example/pretty"


def test_the_day_is_that_of_the_site_s_zone() -> None:
    late = replace(POST, date=datetime(2022, 1, 1, 20, tzinfo=UTC))
    assert "/2022/01/02/" in post_address(late, SITE)


def test_the_site_s_base_path_stands_before_all() -> None:
    site = replace(SITE, base_path="/news", permalink="none")
    assert post_address(POST, site) == "https://a.example/news/markets/asia/Big_news.html"


def test_chinese_and_spaces_are_percent_encoded() -> None:
    post = replace(POST, categories=("行业 研究",), slug="云 出海?", date=None)
    address = post_address(post, replace(SITE, permalink="none"))
    assert address == (
        "https://a.example/%E8%A1%8C%E4%B8%9A%20%E7%A0%94%E7%A9%B6/%E4%BA%91-%E5%87%BA%E6%B5%B7.html"
    )


def test_a_post_without_a_date_leaves_its_parts_out() -> None:
    assert post_address(replace(POST, date=None, categories=()), SITE) == (
        "https://a.example/Big_news.html"
    )


def test_a_site_without_an_address_gives_none() -> None:
    assert post_address(POST, Site(timezone=CHINA)) == ""

from datetime import UTC, datetime

import pytest

from reader.posts.address import post_address
from reader.posts.own_addresses import stems_at
from reader.posts.post import Post, PostId
from reader.posts.source.file_name import slug_of
from reader.posts.source.site import Site

SITE = Site(url="https://a.example", base_path="/news")
STEM = "2022-04-28-云出海"


@pytest.mark.parametrize("permalink", ["date", "pretty", "/:year/:month/:day/:title"])
def test_a_posts_own_address_leads_to_its_file(permalink: str) -> None:
    site = Site(url="https://a.example", base_path="/news", permalink=permalink)
    path = f"_posts/{STEM}.md"
    date = datetime(2022, 4, 28, tzinfo=UTC)
    post = Post(PostId(STEM), path, "t", date, ("财经",), slug=slug_of(path))
    site = Site(url=site.url, base_path=site.base_path, permalink=permalink, timezone=UTC)
    assert stems_at(post_address(post, site), site)[0] == STEM


@pytest.mark.parametrize(
    "address",
    [
        f"{STEM}.md",
        f"../_posts/{STEM}.markdown",
        f"{STEM}",
        f"/2022/04/28/{STEM[11:]}.html",
        f"../../2022/4/28/{STEM[11:]}/?from=list#top",
    ],
)
def test_a_relative_address_leads_to_the_file_it_names(address: str) -> None:
    assert STEM in stems_at(address, Site())


@pytest.mark.parametrize(
    "address",
    [
        "https://b.example/2022/04/28/x.html",
        "mailto:2022-04-28-x@a.example",
        "../emnews/",
        "",
        "http://[",
    ],
)
def test_other_addresses_lead_to_no_file(address: str) -> None:
    assert stems_at(address, SITE) == ()


def test_no_address_of_another_site_leads_to_a_file_where_our_own_is_unknown() -> None:
    assert stems_at("https://b.example/2022/04/28/x.html", Site()) == ()

"""Every entry of the design's list of what real archives contain, as far as it is about headers."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest
from support.post_parsing import parse_post

from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.post import Post, PostId, PostWithBody
from reader.posts.source.site import Site, read_site

CHINA = timezone(timedelta(hours=8))
NAME = "2022-04-28-name.md"

ONLY_OFFSET = (
    '---\nlayout: post\ntitle: "快讯"\ndate:  +0800\ncategories: a\ntags: b\n---\n<p>x</p>'
)


@pytest.fixture
def site() -> Site:
    """A site whose zone does not depend on the machine."""
    return Site(timezone=CHINA)


@pytest.fixture
def whole(site: Site) -> Callable[..., PostWithBody]:
    """Parse a text or bytes as a whole file."""

    def parse(content: str | bytes, path: str = NAME) -> PostWithBody:
        data = content.encode() if isinstance(content, str) else content
        return parse_post(data, path, site, PostId("id"))

    return parse


@pytest.fixture
def post(whole: Callable[..., PostWithBody]) -> Callable[..., Post]:
    """Parse a text or bytes and return only what its header says."""
    return lambda content, path=NAME: whole(content, path).post


@pytest.fixture
def headed(post: Callable[..., Post]) -> Callable[..., Post]:
    """Parse a header, given without its delimiters."""
    return lambda header, path=NAME: post(f"---\n{header}\n---\nText.\n", path)


def test_quotes_inside_quotes(headed):
    post = headed('title: "他说"好"了"\ndate: 2022-05-01 10:00:00 +0800\ntags: 甲')
    assert post.title == '他说"好"了'
    assert post.tags == ("甲",)
    assert post.date.isoformat() == "2022-05-01T10:00:00+08:00"
    assert post.problems[0].line == 2


def test_a_backslash_in_a_double_quoted_title(headed):
    post = headed(r'title: "迁往 D:\data\customer"')
    assert post.title == r"迁往 D:\data\customer"
    assert post.problems[0].kind is ProblemKind.YAML_BACKSLASH


def test_a_title_with_a_colon_and_no_quotes(headed):
    post = headed("title: 基金晨报: 三只新基金, 今日结募")
    assert post.title == "基金晨报: 三只新基金, 今日结募"
    assert post.problems[0].kind is ProblemKind.YAML_COLON


def test_an_empty_title_and_no_title_take_the_first_heading_else_the_name(post):
    assert post('---\ntitle: ""\n---\n\n# 收盘\n').title == "收盘"
    assert post("---\nlayout: post\n---\nText", "2022-04-28-some-name.md").title == "Some Name"


def test_a_date_that_is_only_an_offset(post):
    read = post(ONLY_OFFSET, "2022-04-28-x.md")
    assert read.date.isoformat() == "2022-04-28T00:00:00+08:00"
    assert read.problems[0].line == 4
    assert read.problems[0].kind is ProblemKind.DATE_IS_AN_OFFSET


def test_a_date_without_an_offset_stands_in_the_sites_zone(headed, site):
    assert headed("date: 2024-11-06 10:15:00").date.tzinfo is site.timezone


def test_a_date_only_in_the_files_name(headed):
    assert headed("title: x", "2022-04-28-x.md").date.isoformat() == "2022-04-28T00:00:00+08:00"


def test_a_file_name_without_a_date(post):
    read = post(ONLY_OFFSET, "old_post/-202205262391921712.md")
    assert (read.title, read.date) == ("快讯", None)
    assert read.problems[0].handling is Handling.NO_DATE


def test_a_date_without_zeros_in_a_name(headed):
    assert headed("title: x", "2024-8-1-name.md").date.day == 1


def test_dates_that_differ_between_name_and_header(headed):
    post = headed("date: 2024-06-14 08:00:00 +08:00", "2024-06-12-x.md")
    assert (post.date.day, post.problems) == (14, ())


def test_an_rfc_2822_date(headed):
    post = headed("date: Thu, 19 Nov 2026 21:05:00 +0800")
    assert post.date.isoformat() == "2026-11-19T21:05:00+08:00"


def test_the_time_zone_of_the_archive(tmp_path):
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    site, _ = read_site(tmp_path)
    post = parse_post(b"---\ndate: 2022-04-28 13:01\n---\n", "x.md", site, "id").post
    assert post.date.utcoffset() == timedelta(hours=8)


def test_front_matter_in_yaml_toml_and_json(post):
    yaml = "---\ntitle: x\ndate: 2022-04-28 13:01:28 +0800\ntags: [a, b]\n---\nText"
    toml = '+++\ntitle = "x"\ndate = 2022-04-28T13:01:28+08:00\ntags = ["a", "b"]\n+++\nText'
    json = '{"title": "x", "date": "2022-04-28 13:01:28 +0800", "tags": ["a", "b"]}\nText'
    posts = [post(text) for text in (yaml, toml, json)]
    assert posts[0] == posts[1] == posts[2]
    assert posts[0].problems == ()


def test_a_header_closed_by_dots_and_no_header(post):
    assert post("---\ntitle: x\n...\nText").title == "x"
    assert post("Text", "some-name.md").title == "Some Name"


def test_a_byte_order_mark_crlf_utf_16_and_gb18030(whole):
    text = "---\ntitle: 央行降准\n---\n今天\n"
    for data in (
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
        text.encode("utf-16"),
        text.encode("utf-16-be"),
        text.encode("gb18030"),
    ):
        read = whole(data)
        assert (read.post.title, read.body, read.post.problems) == ("央行降准", "今天\n", ())


def test_categories_and_tags_in_all_their_spellings(headed):
    assert headed("category: a\ntag: b").categories == ("a",)
    assert headed("categories: a b\ntags: 债券,利率，资金面").tags == ("债券", "利率", "资金面")
    assert headed("categories: 2023\ntags: ~").categories == ("2023",)
    assert headed("tags: [[a, [b]], c, ~]").tags == ("a", "b", "c")


def test_categories_of_the_folders_above_posts(headed):
    assert headed("title: x", "markets/asia/_posts/2022-04-28-x.md").categories == (
        "markets",
        "asia",
    )


def test_a_post_that_is_not_published_and_a_draft(headed):
    assert not headed("published: false").is_published
    assert headed("title: x", "_drafts/x.md").is_draft


def test_a_body_that_starts_with_html_on_the_line_after_the_header(whole):
    read = whole(f"---\ntitle: x\n---\n<p>{'长' * 9_000}</p>\n\n<http://x.example>\n")
    assert read.body.startswith("<p>长")
    assert (read.body_line, read.post.problems) == (4, ())


def test_a_date_that_does_not_exist(headed):
    post = headed("date: 2024-02-30 09:00:00 +0800", "2024-02-29-x.md")
    assert post.date == datetime(2024, 2, 29, tzinfo=post.date.tzinfo)
    assert len(post.problems) == 1


def test_a_site_needs_no_settings():
    post = parse_post(b"---\ndate: 2022-04-28\n---\n", "x.md", Site(), "id").post
    assert post.date.utcoffset() is not None

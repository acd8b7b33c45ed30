"""The fields of a post, from its header, by Jekyll's rules."""

from datetime import datetime, timedelta, timezone

import pytest
from support.post_parsing import parse_post

from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.post import Post, PostId
from reader.posts.source.site import Site

CHINA = timezone(timedelta(hours=8))
SITE = Site(timezone=CHINA)
PATH = "_posts/2022-04-27-202204282363783631.md"


def read(header: str, body: str = "", path: str = PATH) -> Post:
    return parse_post(f"---\n{header}\n---\n{body}".encode(), path, SITE, PostId("x")).post


def test_the_header_of_the_archive_is_understood() -> None:
    post = read(
        "layout: post\n"
        'title: "2022中国企业“云出海”图鉴：安全合规仍是首要挑战"\n'
        "date: 2022-04-28 13:01:28 +0800\n"
        "categories: meirijingjixinwen\n"
        "tags: 每日经济新闻新闻"
    )
    assert post.title == "2022中国企业“云出海”图鉴：安全合规仍是首要挑战"
    assert post.date == datetime(2022, 4, 28, 13, 1, 28, tzinfo=CHINA)
    assert (post.categories, post.tags) == (("meirijingjixinwen",), ("每日经济新闻新闻",))
    assert post.slug == "202204282363783631"
    assert post.is_published
    assert not post.is_draft
    assert not post.problems
    assert post.is_header_read


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("a b", ("a", "b")),
        ("a  b\ta", ("a", "b")),
        ("[a, b c]", ("a", "b c")),
        ("\n- a\n- b c", ("a", "b c")),
        ("[a, [b, [c]], ~]", ("a", "b", "c")),
        ("2023", ("2023",)),
        ("012", ("012",)),
        ("NO", ("NO",)),
        ("债券,利率，资金面, 隔夜", ("债券", "利率", "资金面", "隔夜")),
        ("Lantern Yards, ferries", ("Lantern Yards", "ferries")),
        ("['a, b']", ("a, b",)),
        ("", ()),
        ("~", ()),
        ("null", ()),
        ("[]", ()),
        ("[~, '']", ()),
        ("{a, b}", ("a", "b")),
        ("[深度: 一, b]", ("深度: 一", "b")),
        ('"a&amp;b"', ("a&b",)),
    ],
)
def test_tags_and_categories_in_all_their_spellings(written: str, names: tuple[str, ...]) -> None:
    post = read(f"tags: {written}\ncategories: {written}")
    assert post.tags == names
    assert post.categories == names


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (" [黄金，原油]", ("黄金", "原油")),
        (" [黄金、原油]", ("黄金", "原油")),
        (" [黄金，原油, 股票]", ("黄金", "原油", "股票")),
        (" [煤、焦, 股票]", ("煤、焦", "股票")),
        (" ['Lantern, Yards']", ("Lantern, Yards",)),
        (" 黄金、原油", ("黄金", "原油")),
        (" 黄金，煤、焦", ("黄金", "煤、焦")),
        (" 黄金；原油", ("黄金", "原油")),
        (" 黄金; 原油", ("黄金", "原油")),
        (" 黄金 | 原油", ("黄金", "原油")),
        (" 黄金　原油", ("黄金", "原油")),
        (" 【黄金，原油】", ("黄金", "原油")),
        (" ［黄金、原油］", ("黄金", "原油")),
        (' "黄金", "原油"', ("黄金", "原油")),
        (" “黄金”，“原油”", ("黄金", "原油")),
        ("\n- 黄金\n-原油", ("黄金", "原油")),
        ("\n  - 黄金\n  -原油", ("黄金", "原油")),
        ("\n-黄金\n-原油", ("黄金", "原油")),
        ("\n  -黄金\n  -原油", ("黄金", "原油")),
        ("\n- 黄金，原油", ("黄金", "原油")),
        ("\n* 黄金\n* 原油", ("黄金", "原油")),
        ("\n– 黄金\n– 原油", ("黄金", "原油")),
    ],
)
def test_a_list_is_what_a_person_reads(written: str, names: tuple[str, ...]) -> None:
    post = read(f"title: x\ntags:{written}\ncategories:{written}\nlayout: post")
    assert post.tags == names
    assert post.categories == names
    assert post.title == "x"


def test_a_text_that_goes_on_over_lines_is_no_list() -> None:
    assert read("title: |\n  -5\n  -6\ntags: a").title == "-5 -6"
    assert read("tags: a\ndescription: x\n -5 degrees").tags == ("a",)


def test_a_singular_key_holds_one_name() -> None:
    post = read("tag: a b\ncategory: c d")
    assert (post.tags, post.categories) == (("a b",), ("c d",))


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("author: Li Wei", ("Li Wei",)),
        ("author: 张三，李四、王五, Li", ("张三", "李四", "王五", "Li")),
        ("authors: [张三, 李四]", ("张三", "李四")),
        ("authors: ['Li, Wei', 张三]", ("Li, Wei", "张三")),
        ("author:\n  name: 张三\n  email: a@b.example", ("张三",)),
        ("authors:\n- name: 张三\n- 李四\n- {email: c}", ("张三", "李四")),
        ("作者: 张三\nauthor: 李四\nauthors: [张三]", ("李四", "张三")),
        ("author:", ()),
        ("author: {twitter: li}", ()),
        ("title: a", ()),
    ],
)
def test_authors_in_all_their_spellings(written: str, names: tuple[str, ...]) -> None:
    assert read(written).authors == names


def test_the_singular_tag_wins_over_tags() -> None:
    assert read("tags: a b\ntag: c").tags == ("c",)
    assert read("tags: a b\ntag:").tags == ("a", "b")


def test_category_joins_the_categories() -> None:
    assert read("categories: a b\ncategory: c").categories == ("a", "b", "c")


def test_the_folders_categories_come_first_and_once() -> None:
    post = read("categories: b a", path="a/_posts/2022-01-01-x.md")
    assert post.categories == ("a", "b")


def test_keys_may_have_capitals() -> None:
    assert read("Title: a\nTAGS: b").tags == ("b",)


@pytest.mark.parametrize("title", ["", 'title: ""', "title:", "title: ~", "title: '  '"])
def test_a_post_without_a_title_has_its_first_heading_s(title: str) -> None:
    assert read(f"layout: post\n{title}", "文\n\n# 标题\n").title == "标题"


def test_without_title_and_heading_the_name_is_the_title() -> None:
    assert read("layout: post", "文", "2022-01-01-big-news.md").title == "Big News"
    assert read("layout: post", "文").title == "2022-04-27-202204282363783631"


def test_entities_in_a_title_are_decoded_before_it_is_cleaned() -> None:
    assert read('title: "A&amp;B &#8238;[31m \\e]0;x"').title == "A&B �[31m ␛]0;x"


def test_an_endless_entity_in_a_title_is_left_alone() -> None:
    title = f"&#{'9' * 5000};"
    assert read(f"title: '{title}'").title == title
    assert read("layout: post", f"# {title[:3000]}").title


def test_a_title_that_looks_like_markup_stays_text() -> None:
    assert read('title: "[red]x[/red] [@click=app.quit]y[/]"').title == (
        "[red]x[/red] [@click=app.quit]y[/]"
    )


def test_the_header_s_date_wins_over_the_name_s() -> None:
    assert read("date: 2024-06-14 08:00").date == datetime(2024, 6, 14, 8, tzinfo=CHINA)


def test_a_post_without_a_date_has_the_name_s() -> None:
    assert read("title: a").date == datetime(2022, 4, 27, tzinfo=CHINA)
    assert read("date:").date == datetime(2022, 4, 27, tzinfo=CHINA)


def test_a_bad_date_keeps_the_post_and_reports_it() -> None:
    post = read("title: a\ndates: 1\ndate: 2024-02-30 09:00")
    assert (post.title, post.date) == ("a", datetime(2022, 4, 27, tzinfo=CHINA))
    (problem,) = post.problems
    assert problem.line == 4
    assert problem.kind is ProblemKind.DATE_DOES_NOT_EXIST
    assert problem.fields == (("date", "2024-02-30 09:00"),)
    assert problem.handling is Handling.DATE_OF_FILE_NAME


def test_an_offset_without_a_day_is_reported_where_no_name_helps() -> None:
    post = read("title: a\ndate:  +0800", path="old_post/-202205262391921712.md")
    assert post.date is None
    (problem,) = post.problems
    assert problem.kind is ProblemKind.DATE_IS_AN_OFFSET
    assert problem.fields == (("date", "+0800"),)
    assert problem.handling is Handling.NO_DATE


@pytest.mark.parametrize("written", ["false", "no", "off", "False"])
def test_a_post_can_be_unpublished(written: str) -> None:
    assert not read(f"published: {written}").is_published


@pytest.mark.parametrize("written", ["true", "", "maybe"])
def test_other_posts_are_published(written: str) -> None:
    assert read(f"published: {written}").is_published


def test_a_draft_is_told_by_its_key_or_folder() -> None:
    assert read("draft: true").is_draft
    assert read("title: a", path="_drafts/a.md").is_draft
    assert not read("draft: false").is_draft


def test_slug_permalink_and_excerpt_separator_are_kept() -> None:
    post = read("slug: my-slug\npermalink: /a/:title\nexcerpt_separator: <!--more-->")
    assert (post.slug, post.permalink, post.excerpt_separator) == (
        "my-slug",
        "/a/:title",
        "<!--more-->",
    )

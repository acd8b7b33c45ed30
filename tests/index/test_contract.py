"""What `Repository` promises, held by the reference in memory and by the index."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from support.archive_files import (
    OLD_NS,
    open_in_memory,
    open_indexed,
    posts,
    titles,
    write_post,
    write_posts,
    write_text,
)

from reader.archive import memory_repository
from reader.archive.facet_shapes import FacetValue
from reader.archive.facets import FACETS, count_facets
from reader.archive.query.model import EVERYTHING, Order, Query
from reader.archive.query.parser import parse_query
from reader.archive.repository import Changes, Counts, Progress, RefreshScope, Repository, Stage
from reader.errors import ArchiveError, PostNotFoundError, PostUnreadableError
from reader.index import opening
from reader.index.opening import Archive, IndexFolders, open_repository
from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.post import PostId as Id
from reader.posts.post import Problem
from reader.posts.source import time_zones
from reader.posts.source.site import Site
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState
from reader.state.records import Mark

Open = Callable[[], Repository]


def names(values: tuple[FacetValue, ...]) -> list[tuple[str, int]]:
    return [(value.name, value.count) for value in values]


def ids(repository: Repository, query: str = "") -> list[str]:
    return [post.id for post in posts(repository, query)]


def test_nothing_is_known_before_the_first_refresh(root: Path, repository: Repository) -> None:
    write_post(root, "a.md")
    assert titles(repository) == []
    assert repository.counts() == Counts()
    assert not repository.is_complete


def test_an_archive_without_posts_is_complete_and_empty(repository: Repository) -> None:
    assert not repository.refresh()
    assert repository.is_complete
    assert len(repository.select(EVERYTHING)) == 0
    assert repository.facets(EVERYTHING)["category"].values == ()


def test_a_post_has_every_field_of_its_header(root: Path, repository: Repository) -> None:
    write_post(
        root,
        "news/_drafts/2022-04-27-some-name.markdown",
        title='"他说"好"了"',
        date="2022-04-28 13:01:28 +0800",
        more="categories: [a, b]\ntags: [x, 黄金]\npermalink: /p/\nslug: own\npublished: false\n"
        "excerpt_separator: <!--more-->",
    )
    repository.refresh()
    (post,) = posts(repository)
    assert post.id == "2022-04-27-some-name"
    assert post.path == "news/_drafts/2022-04-27-some-name.markdown"
    assert post.title == '他说"好"了'
    assert post.date is not None
    assert post.date.isoformat() == "2022-04-28T05:01:28+00:00"
    assert post.categories == ("news", "a", "b")
    assert post.tags == ("x", "黄金")
    assert post.slug == "own"
    assert post.permalink == "/p/"
    assert not post.is_published
    assert post.is_draft
    assert post.excerpt_separator == "<!--more-->"
    assert [problem.line for problem in post.problems] == [2]
    assert post.is_header_read


def test_a_file_name_that_is_no_text_is_a_post(root: Path, repository: Repository) -> None:
    name = os.fsdecode(b"\xff\xfe.md")
    try:
        write_post(root, f"{name}", "bytes")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes text only")
    repository.refresh()
    (post,) = posts(repository)
    assert os.fsencode(post.path) == b"\xff\xfe.md"
    assert repository.read(post.id).body == "body of bytes\n"
    assert repository.find(name).id == post.id


@pytest.fixture
def ordered(root: Path, repository: Repository) -> Repository:
    write_post(root, "b.md", "banana", "2022-01-02 00:00:00 +0000", "categories: [zoo, asia]")
    write_post(
        root,
        "a.md",
        "Apple",
        "2022-01-02 07:00:00 +0800",
        "categories: asia\nauthors: [Li Wei, 张三]",
    )
    write_post(root, "c.md", "白银", "2022-01-01 23:30:00 +0000", "category: Asia")
    write_post(root, "d.md", "白银", "2022-01-01 23:30:00 +0000")
    write_text(root, "u.md", "# 黄金\n")
    write_text(root, "v.md", "# zebra\n")
    repository.refresh()
    return repository


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        ("newest", ["b", "d", "c", "a", "v", "u"]),
        ("oldest", ["a", "c", "d", "b", "u", "v"]),
        ("title", ["a", "b", "v", "d", "c", "u"]),
        ("category", ["c", "a", "b", "d", "v", "u"]),
    ],
)
def test_posts_come_in_the_order_that_is_asked_for(
    ordered: Repository, order: str, wanted: list[str]
) -> None:
    assert ids(ordered, f"sort:{order}") == wanted


@pytest.mark.parametrize("order", [order.value for order in Order])
def test_a_narrowed_answer_has_the_order_of_the_whole(ordered: Repository, order: str) -> None:
    whole = [post.id for post in posts(ordered, f"sort:{order}") if post.categories]
    assert ids(ordered, f"date:2000..2100 category:asia sort:{order}") == whole


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("apple", ["a"]),
        ("ＡＰＰＬＥ", ["a"]),
        ("bana", ["b"]),
        ("银", ["d", "c"]),
        ("category:asia", ["b", "c", "a"]),
        ("category:ASIA category:zoo", ["b"]),
        ('category:""', ["d", "v", "u"]),
        ("category:as", []),
        ("date:none", ["v", "u"]),
        ("date:2022-01-02", ["b"]),
        ("before:2022-01-02", ["d", "c", "a"]),
        ("after:2022-01-02 category:asia", ["b"]),
        ("date:2023", []),
        ('""', ["b", "d", "c", "a", "v", "u"]),
    ],
)
def test_a_query_is_answered_with_the_posts_that_meet_all_its_terms(
    ordered: Repository, query: str, wanted: list[str]
) -> None:
    assert ids(ordered, query) == wanted


def test_a_category_holds_what_is_in_those_below_it(root: Path, repository: Repository) -> None:
    write_post(root, "a.md", more="categories: [Markets/Asia]")
    write_post(root, "b.md", more="categories: [markets／asia／tokyo]")
    write_post(root, "c.md", more="categories: [markets-asia]")
    repository.refresh()
    assert ids(repository, "category:markets") == ["b", "a"]
    assert ids(repository, "category:markets/asia") == ["b", "a"]
    assert ids(repository, "category:markets/asia/tokyo") == ["b"]


def test_a_tag_counts_whole_whatever_its_case_and_width(root: Path, repository: Repository) -> None:
    write_post(root, "a.md", more="tags: [Gold, gold/coins]")
    write_post(root, "b.md", more="tags: [ｇｏｌｄ]")
    write_post(root, "c.md", more="tags: [goldfish]")
    write_post(root, "d.md")
    repository.refresh()
    assert ids(repository, "tag:gold") == ["b", "a"]
    assert ids(repository, 'tag:""') == ["d"]
    assert repository.facets(EVERYTHING)["tag"].without == 1


def test_an_author_counts_whole_whatever_the_case_and_width(
    root: Path, repository: Repository
) -> None:
    write_post(root, "a.md", more="author: Li Wei")
    write_post(root, "b.md", more="authors: [ｌｉ wei, {name: 张三}]")
    write_post(root, "c.md", more="作者: Li Weiming、张三")
    write_post(root, "d.md")
    repository.refresh()
    assert ids(repository, 'author:"li wei"') == ["b", "a"]
    assert ids(repository, "作者：张三") == ["c", "b"]
    assert ids(repository, 'author:""') == ["d"]
    assert ids(repository, "not author:张三") == ["d", "a"]
    assert repository.find("c").authors == ("Li Weiming", "张三")


def test_a_date_counts_in_the_zone_of_the_site(root: Path, repository: Repository) -> None:
    write_post(root, "a.md", date="2022-01-02 00:30:00 +1400")
    write_post(root, "b.md", date="2021-12-31 23:30:00 -1200")
    repository.refresh()
    assert ids(repository, "date:2022-01-01") == ["b", "a"]
    months = repository.facets(EVERYTHING)["date"].values
    assert names(months[0].below) == [("2022-01", 2)]
    rows = [post.date.isoformat() for post in posts(repository) if post.date]
    assert rows == ["2022-01-01T11:30:00+00:00", "2022-01-01T10:30:00+00:00"]


@pytest.mark.parametrize("has_index", [False, True])
@pytest.mark.parametrize("query", ["date:today", "date:今天"])
def test_today_is_the_day_of_the_sites_zone_unless_another_is_asked_for(
    tmp_path: Path, query: str, *, has_index: bool
) -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))  # never of one day
    root = tmp_path / "archive"
    write_post(root, "east.md", date=f"{datetime.now(east):%Y-%m-%d}")
    for zone in (None, east, west):
        archive = Archive(root, SiteFolder(root, Site(timezone=east)), zone)
        if has_index:
            folders = IndexFolders(tmp_path / "index")
            repository, _ = open_repository(archive, ReadingState(), folders, is_in_child=False)
        else:
            repository = opening.open_in_memory(archive, ReadingState())
        repository.refresh()
        assert ids(repository, query) == ([] if zone is west else ["east"])


def test_a_draft_without_a_date_has_the_time_of_its_file(
    root: Path, repository: Repository
) -> None:
    write_post(root, "_drafts/a.md", date="", mtime_ns=OLD_NS + 5)
    write_post(root, "_drafts/b.md", date="soon", mtime_ns=OLD_NS)
    write_post(root, "_drafts/2022-01-01-c.md", date="")
    write_post(root, "_posts/d.md", date="")
    repository.refresh()
    known = {post.id: (post.date, post.has_time_of_file) for post in posts(repository)}
    at = datetime.fromtimestamp(OLD_NS // 10**9, UTC)
    assert known["a"] == known["b"] == (at, True)
    assert known["2022-01-01-c"] == (datetime(2022, 1, 1, tzinfo=UTC), False)
    assert known["d"] == (None, False)
    (problem,) = repository.find("b").problems
    assert problem.handling is Handling.TIME_OF_FILE


def test_states_are_those_of_the_moment(
    root: Path, repository: Repository, state: ReadingState
) -> None:
    for name in "abcd":
        write_post(root, f"{name}.md", title='"quotes" inside "' if name == "d" else name)
    repository.refresh()
    state.set_mark(Mark.READ, [Id("a"), Id("b"), Id("gone")], is_set=True)
    state.set_mark(Mark.STARRED, [Id("b"), Id("c")], is_set=True)
    assert ids(repository, "is:read") == ["b", "a"]
    assert ids(repository, "is:unread") == ["d", "c"]
    assert ids(repository, "is:starred") == ["c", "b"]
    assert ids(repository, "is:starred is:unread") == ["c"]
    assert ids(repository, "is:problem") == ["d"]
    state.set_mark(Mark.READ, [Id("a")], is_set=False)
    assert ids(repository, "is:read") == ["b"]
    assert repository.counts() == Counts(total=4, unread=3, starred=2, problems=1)


def test_posts_that_were_read_one_by_one_come_in_the_order_of_reading(
    root: Path, repository: Repository, state: ReadingState
) -> None:
    for name in "abcde":
        write_post(root, f"{name}.md")
    repository.refresh()
    for name in ("b", "d", "gone", "a", "b"):
        state.set_mark(Mark.READ, [Id(name)], is_set=True)
    state.set_mark(Mark.READ, [Id("d")], is_set=False)
    assert ids(repository, "is:recent sort:read") == ["a", "b"]
    assert ids(repository, "sort:read") == ["a", "b", "e", "d", "c"]
    assert ids(repository, "category:x sort:read") == []
    state.undo()
    assert ids(repository, "is:recent sort:read") == ["d", "a", "b"]


def test_marks_belong_to_posts_by_id_also_where_names_are_shared(
    root: Path, repository: Repository, state: ReadingState
) -> None:
    for path in ("x/a.md", "y/a.md", "_posts/a.md"):
        write_post(root, path, path)
    repository.refresh()
    state.set_mark(Mark.READ, [Id("a"), Id("y/a.md")], is_set=True)
    assert sorted(titles(repository, "is:read")) == ["_posts/a.md"]


def test_files_of_one_name_are_told_apart_by_their_place(
    root: Path, repository: Repository
) -> None:
    for path in ("Z/a.md", "x/_posts/a.md", "a.markdown", "a.md", "x/_posts/a.html"):
        write_post(root, f"_posts/{path}", path)
    repository.refresh()
    assert ids(repository, "sort:oldest") == [
        "a",
        "_posts/a.markdown",
        "_posts/a.md",
        "_posts/x/_posts/a.html",
        "_posts/x/_posts/a.md",
    ]


def test_facets_count_the_whole_archive(ordered: Repository) -> None:
    facets = ordered.facets(EVERYTHING)
    assert names(facets["category"].values) == [("asia", 3), ("zoo", 1)]
    assert names(facets["date"].values) == [("2022", 4)]
    assert names(facets["date"].values[0].below) == [("2022-01", 4)]
    assert [facets[key].without for key in ("category", "tag", "date")] == [3, 6, 2]


@pytest.mark.parametrize("order", [order.value for order in Order])
def test_facets_of_a_query_count_its_answer(ordered: Repository, order: str) -> None:
    facets = ordered.facets(parse_query(f"category:asia before:2022-01-02 sort:{order}"))
    assert names(facets["category"].values) == [("Asia", 2)]
    assert names(facets["date"].values) == [("2022", 2)]
    assert facets["date"].without == 0


def test_every_value_of_every_facet_counts_the_posts_that_its_query_finds(
    ordered: Repository,
) -> None:
    facets = ordered.facets(EVERYTHING)
    for facet in FACETS:
        counted = facets[facet.key]
        assert len(ordered.select(Query(facet.condition_without))) == counted.without
        for value in (*counted.values, *(below for top in counted.values for below in top.below)):
            assert len(ordered.select(Query(facet.condition_for(value.name)))) == value.count


def test_facets_are_those_of_the_posts(ordered: Repository) -> None:
    for query in ("", "category:asia", "is:unread"):
        asked = parse_query(query)
        assert ordered.facets(asked) == count_facets(posts(ordered, query))


def test_categories_of_folders_nest(root: Path, repository: Repository) -> None:
    write_post(root, "news/china/_posts/a.md")
    write_post(root, "news/_posts/b.md", more="tags: [t]")
    repository.refresh()
    (news,) = repository.facets(EVERYTHING)["category"].values
    assert (news.name, news.count) == ("news", 2)
    assert names(news.below) == [("china", 1)]
    assert names(repository.facets(EVERYTHING)["tag"].values) == [("t", 1)]


def test_facets_forget_what_the_last_post_had(root: Path, repository: Repository) -> None:
    write_post(root, "a.md", more="categories: [x]\ntags: [y]")
    write_post(root, "b.md", date="2020-01-01")
    repository.refresh()
    (root / "a.md").unlink()
    repository.refresh()
    facets = repository.facets(EVERYTHING)
    assert facets["category"].values == facets["tag"].values == ()
    assert names(facets["date"].values) == [("2020", 1)]


def test_problems_come_by_path_and_line_with_those_of_files_that_are_no_posts(
    root: Path, repository: Repository
) -> None:
    write_text(root, "b.md", "---\ntitle: x\ndate: tomorrow\n---\n")
    write_text(root, "c.md", '---\ntitle: "a "b" c"\n---\n')
    os.mkfifo(root / "a.md")
    repository.refresh()
    found = repository.problems()
    assert [(problem.path, problem.line) for problem in found] == [
        ("a.md", None),
        ("b.md", 3),
        ("c.md", 2),
    ]
    assert found[0] == Problem("a.md", None, ProblemKind.NOT_A_REGULAR_FILE, Handling.LEFT_OUT)
    assert repository.counts().problems == 3


def test_a_problem_that_was_mended_is_gone(root: Path, repository: Repository) -> None:
    write_text(root, "b.md", '---\ntitle: "a "b" c"\n---\n')
    os.mkfifo(root / "a.md")
    repository.refresh()
    write_post(root, "b.md", mtime_ns=OLD_NS + 1)
    (root / "a.md").unlink()
    write_post(root, "a.md")
    repository.refresh()
    assert repository.problems() == []
    assert repository.counts().problems == 0


@pytest.mark.parametrize(
    "wanted",
    ["2022-01-01-a", "x/_posts/2022-01-01-a.md", "_posts/2022-01-01-a.md", "./2022-01-01-a.md"],
)
def test_a_post_is_found_by_id_path_and_name(
    root: Path, repository: Repository, wanted: str
) -> None:
    write_post(root, "x/_posts/2022-01-01-a.md", "found")
    repository.refresh()
    assert repository.find(wanted).title == "found"
    assert repository.find(f"{root}/x/_posts/2022-01-01-a.md").title == "found"


def test_a_count_that_is_cancelled_leaves_the_answer_as_it_was(root: Path, cache: Path) -> None:
    write_posts(root, 3000)
    repository = open_indexed(root, cache)
    repository.refresh()
    repository.read_texts()
    selection = repository.select(parse_query("-zzz"))
    known = len(selection)
    assert not selection.is_counted
    selection.count(lambda: True)
    assert (len(selection), selection.is_counted) == (known, False)
    selection.count()
    assert (len(selection), selection.is_counted) == (3000, True)
    assert len(selection.rows(0, 4000)) == 3000


def test_hits_are_counted_as_of_the_moment_when_they_were_asked_for(
    root: Path, cache: Path
) -> None:
    for number in range(300):
        write_post(root, f"2022-01-01-{number}.md")
    repository = open_indexed(root, cache)
    repository.refresh()
    repository.read_texts()
    before = repository.select(parse_query("title"))
    write_post(root, "2022-01-02-new.md")
    repository.refresh()
    repository.read_texts()
    after = repository.select(parse_query("title"))
    for selection, count in ((before, 300), (after, 301)):
        assert not selection.is_counted
        selection.count()
        assert (len(selection), selection.is_counted) == (count, True)
        selection.read_ahead()
        assert len(selection.rows(0, 400)) == count


def test_of_posts_of_one_name_the_one_with_the_shortest_path_is_found(
    root: Path, repository: Repository
) -> None:
    for path in ("z/a.md", "b/a.md", "c/a.md", "deep/_posts/a.md"):
        write_post(root, path, path)
    repository.refresh()
    assert repository.find("a.md").title == "b/a.md"
    assert repository.find("a").title == "deep/_posts/a.md"
    assert repository.find("z/a.md").title == "z/a.md"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("oil",), {"01-oil", "02-Crude-Oil!", "05-own", "06-far"}),
        (("crude", "oil"), {"02-Crude-Oil!"}),
        (("原油",), {"03-原油", "07-x"}),
        (("01",), set()),
        (("50%",), set()),
    ],
)
def test_posts_are_found_by_the_end_of_their_names_and_by_their_own_addresses(
    root: Path, repository: Repository, words: tuple[str, ...], found: set[str]
) -> None:
    for name, more in {
        "01-oil": "",
        "02-Crude-Oil!": "",
        "03-原油": "",
        "04-oils": "",
        "05-own": "slug: oil",
        "06-far": "permalink: /news/oil/",
        "07-x": "permalink: /%e5%8E%9f%E6%B2%B9.html",
        "08-any": "permalink: /y/:year.html",
    }.items():
        write_post(root, f"_posts/2022-01-{name}.md", more=more)
    repository.refresh()
    named = {post.id.removeprefix("2022-01-") for post in repository.named(words)}
    assert named == {*found, "08-any"}


@pytest.mark.parametrize("wanted", ["", "md", ".md", "posts/a.md", "a.html", "/", "\udcff", "b\0"])
def test_what_is_not_there_is_not_found(root: Path, repository: Repository, wanted: str) -> None:
    write_post(root, "_posts/a.md")
    repository.refresh()
    with pytest.raises(PostNotFoundError):
        repository.find(wanted)
    with pytest.raises(PostNotFoundError):
        repository.read(Id(wanted))


@pytest.mark.parametrize("term", ["{}", "tag:{}", "category:{}"])
@pytest.mark.parametrize("text", [os.fsdecode(b"\xff"), "a\0", "'", "%", "龘"])
def test_an_odd_word_in_a_query_asks_for_nothing(
    root: Path, repository: Repository, term: str, text: str
) -> None:
    write_post(root, "a.md", more="tags: [t]\ncategories: [c]")
    repository.refresh()
    assert titles(repository, term.format(text)) == []


_WRITTEN_IN_OTHER_WAYS = (
    "①2024年，②600519；价1,299.00元，don’t，state\u2011owned，\u1112\u1161\u11ab국，Łódź，100㎡"
)


@pytest.mark.parametrize("term", ["{}", '"{}"', "title:{}", "text:{}"])
@pytest.mark.parametrize(
    "text",
    [
        *("2024", "600519", "1299", "1,299.00", "１，２９９．００", "don't", "state-owned", "한국"),
        *("lodz", "㎡", "100㎡", "m2", "价1299.00元", "state–owned"),
    ],
)
def test_a_word_is_found_however_it_is_written(
    root: Path, repository: Repository, term: str, text: str
) -> None:
    write_post(root, "title.md", _WRITTEN_IN_OTHER_WAYS)
    write_text(root, "text.md", f"---\ntitle: t\n---\n\n{_WRITTEN_IN_OTHER_WAYS}。\n")
    write_post(root, "none.md", "2099年12600519 11,299.00 dont owned 100 m")
    repository.refresh()
    repository.read_texts()
    # The body of "title" says its title, too.
    wanted = {"title"} if term.startswith("title") else {"title", "text"}
    assert set(ids(repository, term.format(text))) == wanted


def test_a_file_is_read_again_whole(root: Path, repository: Repository) -> None:
    write_post(root, "a.md", "before")
    repository.refresh()
    write_post(root, "a.md", "after")
    whole = repository.read(Id("a"))
    assert (whole.post.title, whole.body, whole.body_line) == ("after", "body of after\n", 5)


def test_a_file_that_vanished_can_not_be_read(root: Path, repository: Repository) -> None:
    write_post(root, "a.md")
    repository.refresh()
    (root / "a.md").unlink()
    with pytest.raises(PostUnreadableError, match="no such file"):
        repository.read(Id("a"))


def test_a_selection_stays_as_it_was_while_files_come_and_go(
    root: Path, repository: Repository
) -> None:
    for name in "abc":
        write_post(root, f"_posts/{name}.md", name, f"2022-01-0{ord(name) - 96}")
    repository.refresh()
    selection = repository.select(EVERYTHING)
    (root / "_posts/b.md").unlink()
    write_post(root, "_posts/d.md", "d", "2023-01-01")
    (root / "old_post").mkdir()
    (root / "_posts/a.md").rename(root / "old_post/2022-01-01-x.md")
    repository.refresh()
    assert len(selection) == 3
    assert [post.title for post in selection.rows(0, 9)] == ["c", "b", "a"]
    assert selection.ids(0, 9) == ["c", "b", "a"]
    assert [selection.index_of(Id(name)) for name in "cbad"] == [0, 1, 2, None]
    assert selection.query == EVERYTHING


def test_a_title_that_changed_shows_in_a_selection_from_before(
    root: Path, repository: Repository
) -> None:
    write_post(root, "a.md", "before")
    repository.refresh()
    selection = repository.select(EVERYTHING)
    write_post(root, "a.md", "after", mtime_ns=OLD_NS + 1)
    repository.refresh()
    assert [post.title for post in selection.rows(0, 1)] == ["after"]


def test_a_post_that_went_and_came_back_stands_where_it_stood(
    root: Path, repository: Repository
) -> None:
    write_post(root, "a.md")
    write_post(root, "b.md")
    repository.refresh()
    selection = repository.select(EVERYTHING)
    (root / "a.md").unlink()
    repository.refresh()
    write_post(root, "a.md")
    repository.refresh()
    assert selection.index_of(Id("a")) == 1


@pytest.mark.parametrize("order", Order)
def test_rows_ids_and_places_agree_in_parts_and_beyond_the_ends(
    root: Path, repository: Repository, order: Order
) -> None:
    for number in range(7):
        write_post(root, f"{number}.md", f"t{number % 3}", f"2022-01-01 0{number % 4}:00:00 +0000")
    repository.refresh()
    selection = repository.select(Query(order=order))
    selection.complete()
    whole = [post.id for post in selection.rows(0, 7)]
    assert sorted(whole) == [str(number) for number in range(7)]
    assert [post.id for post in selection.rows(5, 100)] == whole[5:]
    assert selection.ids(-2, 3) == whole[:3]
    assert (
        list(selection.rows(7, 9)) == list(selection.ids(4, 4)) == list(selection.ids(5, 2)) == []
    )
    assert [selection.index_of(post_id) for post_id in whole] == list(range(7))
    assert selection.index_of(Id("none")) is None


def test_a_post_that_does_not_answer_has_no_place(root: Path, repository: Repository) -> None:
    write_post(root, "a.md", "apple")
    write_post(root, "b.md", "banana")
    repository.refresh()
    assert repository.select(parse_query("apple")).index_of(Id("b")) is None


def test_a_refresh_tells_what_has_changed(root: Path, repository: Repository) -> None:
    for name in ("stays", "moves", "goes", "changes"):
        write_post(root, f"_posts/{name}.md")
    assert repository.refresh() == Changes(added=4)
    assert repository.refresh() == Changes()
    (root / "old_post").mkdir()
    (root / "_posts/moves.md").rename(root / "old_post/2022-01-01-moved.md")
    (root / "_posts/goes.md").unlink()
    write_post(root, "_posts/changes.md", "longer than that")
    assert repository.refresh() == Changes(added=1, changed=1, removed=2)
    write_post(root, "_posts/deep/kept.md")
    (root / "old_post/2022-01-01-moved.md").rename(root / "_posts/2022-01-01-moved.md")
    assert repository.refresh() == Changes(added=1, moved=1)
    (root / "_posts/stays.md").rename(root / "_posts/stays.html")
    assert repository.refresh() == Changes(moved=1)
    assert repository.refresh() == Changes()


def test_a_file_read_again_to_be_sure_has_not_changed(root: Path, repository: Repository) -> None:
    file = write_post(root, "a.md")
    os.utime(file)
    assert repository.refresh() == Changes(added=1)
    assert repository.refresh() == Changes()


def test_a_moved_post_keeps_its_id_and_marks_and_is_read_at_its_new_place(
    root: Path, repository: Repository, state: ReadingState
) -> None:
    file = write_post(root, "_posts/2022-01-01-a.md")
    repository.refresh()
    state.set_mark(Mark.STARRED, [Id("2022-01-01-a")], is_set=True)
    (root / "old_post").mkdir()
    file.rename(root / "old_post" / file.name)
    repository.refresh()
    assert ids(repository, "is:starred") == ["2022-01-01-a"]
    assert repository.read(Id("2022-01-01-a")).post.path == "old_post/2022-01-01-a.md"


def test_categories_of_folders_follow_a_move(root: Path, repository: Repository) -> None:
    file = write_post(root, "asia/_posts/a.md")
    repository.refresh()
    (root / "europe/_posts").mkdir(parents=True)
    file.rename(root / "europe/_posts/a.md")
    repository.refresh()
    assert ids(repository, "category:asia") == []
    assert ids(repository, "category:europe") == ["a"]


def test_a_copy_that_is_left_after_a_move_takes_over_the_id(
    root: Path, repository: Repository
) -> None:
    write_post(root, "_posts/2022-01-01-a.md")
    repository.refresh()
    write_post(root, "old_post/2022-01-01-a.md", "copy")
    repository.refresh()
    assert ids(repository) == ["old_post/2022-01-01-a.md", "2022-01-01-a"]
    (root / "_posts/2022-01-01-a.md").unlink()
    repository.refresh()
    assert ids(repository) == ["2022-01-01-a"]
    assert titles(repository) == ["copy"]


@pytest.mark.parametrize("step_ns", [1, -1, -(10**15), 10**18])
def test_a_file_changed_by_a_clock_that_runs_anyhow_is_read_again(
    root: Path, repository: Repository, step_ns: int
) -> None:
    write_post(root, "a.md", "before")
    repository.refresh()
    write_post(root, "a.md", "behind", mtime_ns=OLD_NS + step_ns)
    assert repository.refresh() == Changes(changed=1)
    assert titles(repository) == ["behind"]
    assert repository.refresh() == Changes()


def test_two_files_with_one_stamp_are_two_posts(root: Path, repository: Repository) -> None:
    write_post(root, "a.md", "first")
    write_post(root, "b.md", "other")
    assert (root / "a.md").stat().st_size == (root / "b.md").stat().st_size
    repository.refresh()
    assert titles(repository) == ["other", "first"]
    (root / "a.md").rename(root / "c.md")
    (root / "b.md").rename(root / "a.md")
    os.utime(root, ns=(OLD_NS, OLD_NS))
    repository.refresh()
    assert [(post.id, post.title) for post in posts(repository)] in (
        [("c", "first"), ("a", "first")],  # size and time of `a.md` are as they were
        [("c", "first"), ("a", "other")],
    )


def test_a_refresh_begins_with_checking_and_ends_with_done(
    root: Path, repository: Repository
) -> None:
    for number in range(250):
        write_post(root, f"2022-01-01-{number:03}.md")
    seen: list[Progress] = []
    repository.refresh(seen.append)
    assert seen[0].stage is Stage.CHECKING
    assert seen[-1].stage is Stage.DONE
    assert seen[-1].done == seen[-1].total == 250
    order = list(Stage)
    assert sorted(seen, key=lambda progress: order.index(progress.stage)) == seen


def test_a_cancelled_refresh_is_not_complete_and_the_next_goes_on(
    root: Path, repository: Repository
) -> None:
    write_post(root, "a.md")
    repository.refresh(is_cancelled=lambda: True)
    assert not repository.is_complete
    repository.refresh()
    assert titles(repository) == ["title"]
    assert repository.is_complete


@pytest.mark.parametrize("scope", [RefreshScope(), RefreshScope(is_quick=True)])
def test_names_that_come_and_go_are_found_by_a_quick_look_too(
    root: Path, repository: Repository, scope: RefreshScope
) -> None:
    write_post(root, "_posts/a.md", "a")
    write_post(root, "_posts/deep/b.md", "b")
    repository.refresh(scope=scope)
    write_post(root, "_posts/deep/new/c.md", "c")
    (root / "_posts/a.md").rename(root / "_posts/deep/a.md")
    (root / "_posts/deep/b.md").unlink()
    assert repository.refresh(scope=scope) == Changes(added=1, moved=1, removed=1)
    assert titles(repository) == ["c", "a"]


def test_named_files_are_found_changed_new_moved_and_gone(
    root: Path, repository: Repository
) -> None:
    for name in ("changes", "goes", "moves", "stays"):
        write_post(root, f"_posts/{name}.md", name)
    (root / "old_post").mkdir()
    write_post(root, "old_post/2022-01-01-z.md", "z", "2000-01-01")
    repository.refresh()
    write_post(root, "_posts/changes.md", "changed title")
    write_post(root, "_posts/new.md", "new")
    (root / "_posts/goes.md").unlink()
    (root / "_posts/moves.md").rename(root / "old_post/moves.md")
    paths = {f"_posts/{name}.md" for name in ("changes", "goes", "moves", "stays", "new", "never")}
    scope = RefreshScope(frozenset({*paths, "old_post/moves.md", "_posts/notes.txt"}))
    assert repository.refresh(scope=scope) == Changes(added=1, changed=1, moved=1, removed=1)
    assert titles(repository) == ["stays", "new", "moves", "changed title", "z"]


def test_a_named_file_in_a_new_folder_is_found(root: Path, repository: Repository) -> None:
    write_post(root, "_posts/a.md", "a")
    repository.refresh()
    write_post(root, "_posts/new/b.md", "b")
    repository.refresh(scope=RefreshScope(frozenset({"_posts/new/b.md"})))
    assert titles(repository) == ["b", "a"]


def test_a_named_file_that_can_be_read_again_is_no_problem_any_more(
    root: Path, repository: Repository
) -> None:
    os.mkfifo(root / "a.md")
    repository.refresh()
    (root / "a.md").unlink()
    write_post(root, "a.md")
    repository.refresh(scope=RefreshScope(frozenset({"a.md"})))
    assert titles(repository) == ["title"]
    assert repository.problems() == []


def test_pages_of_a_site_are_no_posts_once_the_last_dated_name_has_gone(
    root: Path, repository: Repository
) -> None:
    write_post(root, "_posts/a.md", "a")
    write_post(root, "old_post/2022-01-01-b.md", "b")
    write_post(root, "old_post/c.md", "c")
    repository.refresh()
    assert titles(repository) == ["c", "a", "b"]
    (root / "old_post/2022-01-01-b.md").unlink()
    repository.refresh(scope=RefreshScope(is_quick=True))
    assert titles(repository) == ["a"]


def test_folders_are_those_in_which_posts_may_lie(root: Path, repository: Repository) -> None:
    write_post(root, "_posts/deep/a.md")
    write_post(root, "old_post/2022-01-01-b.md")
    repository.refresh()
    assert sorted(repository.folders()) == ["", "_posts", "_posts/deep", "old_post"]
    (root / "_posts/deep/a.md").unlink()
    (root / "_posts/deep").rmdir()
    repository.refresh()
    assert sorted(repository.folders()) == ["", "_posts", "old_post"]


def test_a_folder_by_two_names_does_not_move_its_posts(
    root: Path, repository: Repository, open_again: Open
) -> None:
    write_post(root, "folder/a.md")
    (root / "a-link").symlink_to("folder")
    (root / "z-link").symlink_to("folder")
    repository.refresh()
    for opened in (repository, repository, open_again()):
        opened.refresh()
        assert [post.path for post in posts(opened)] == ["a-link/a.md"]
    assert repository.refresh() == Changes()


def test_an_archive_that_vanished_is_an_error_and_keeps_what_was_known(
    root: Path, repository: Repository
) -> None:
    write_post(root, "a.md", "kept")
    repository.refresh()
    (root / "a.md").unlink()
    root.rmdir()
    with pytest.raises(ArchiveError):
        repository.refresh()
    assert titles(repository) == ["kept"]


def test_an_archive_that_was_emptied_is_empty(root: Path, repository: Repository) -> None:
    write_post(root, "_posts/a.md", more="tags: [x]")
    repository.refresh()
    (root / "_posts/a.md").unlink()
    (root / "_posts").rmdir()
    assert repository.refresh() == Changes(removed=1)
    assert repository.counts() == Counts()
    assert repository.facets(EVERYTHING)["tag"].values == ()


def test_unread_posts_are_counted_by_every_facet_as_they_are_marked(
    ordered: Repository, state: ReadingState
) -> None:
    repository = ordered
    unread = parse_query("is:unread")
    assert repository.unread_facets() == repository.facets(unread)
    everything = repository.select(parse_query("")).ids(0, 1000)
    for change in (everything[:1], everything[1:], everything[:2]):
        is_set = not state.has(change[0], Mark.READ)
        state.set_mark(Mark.READ, change, is_set=is_set)
        assert repository.unread_facets() == repository.facets(unread)
    state.undo()
    assert repository.unread_facets() == repository.facets(unread)


def test_the_posts_that_a_mark_would_change_are_those_that_lack_it(
    ordered: Repository, state: ReadingState
) -> None:
    repository = ordered
    selection = repository.select(parse_query(""))
    ids = selection.ids(0, 1000)
    state.set_mark(Mark.READ, ids[:1], is_set=True)
    assert set(selection.differing("read", "1")) == set(ids[1:])
    assert set(selection.differing("read", "")) == set(ids[:1])
    assert set(selection.differing("read", "1", range(2))) == set(ids[1:2])


def test_the_next_unread_post_is_the_nearest_in_the_direction(
    root: Path, repository: Repository, state: ReadingState
) -> None:
    for number in range(300):
        write_post(root, f"{number:03}.md")
    repository.refresh()
    state.set_mark(Mark.READ, [Id(f"{n:03}") for n in range(300) if n not in (3, 290)], is_set=True)
    selection = repository.select(parse_query("sort:oldest"))
    for start, step, found in (
        (0, 1, 3), (3, 1, 3), (4, 1, 290), (291, 1, None), (299, -1, 290), (289, -1, 3),
        (2, -1, None), (-1, 1, 3), (-1, -1, None), (300, 1, None), (1000, -1, 290),
    ):  # fmt: skip
        assert selection.next_differing("read", "1", start, step) == found
    assert selection.next_differing("read", "", 3, 1) == 4


def test_a_file_that_is_renamed_to_html_is_no_markdown_any_more(
    root: Path, repository: Repository
) -> None:
    write_text(root, "a.md", "---\ntitle: t\n---\n降<b>准</b>、加~~息~~\n")
    repository.refresh()
    repository.read_texts()
    assert ids(repository, "text:加息") == ["a"]
    (root / "a.md").rename(root / "a.html")
    repository.refresh()
    repository.read_texts()
    assert ids(repository, "text:加息") == []
    assert ids(repository, "text:降准") == ["a"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        *(("note:gold", {"a", "b"}), ("note:GOL", {"a", "b"}), ("note:黄金", {"b"})),
        *(("笔记：“黄金 银行”", set()), ('note:"why gold"', {"a"}), ("note:bank", set())),
        *(("note:…", {"c"}), ("note:gold -note:why", {"b"}), ("筆記：银行", {"c"})),
    ],
)
def test_words_of_notes_are_found(
    root: Path, state: ReadingState, repository: Repository, query: str, found: set[str]
) -> None:
    notes = {"a": "Why gold?", "b": "golden 黄金", "c": "银行\n…", "d": "", "gone": "gold"}
    for name, note in notes.items():
        if name != "gone":
            write_post(root, f"{name}.md", "a")
        state.set_value("note", [Id(name)], note)
    repository.refresh()
    assert set(ids(repository, query)) == found
    assert ids(repository, 'note:""') == ["d"]


def test_labels_and_notes_are_asked_for_and_counted(
    ordered: Repository, state: ReadingState
) -> None:
    state.set_label("gold", [Id("a"), Id("b")], is_set=True)
    state.set_value("note", [Id("c")], "why?")
    assert sorted(ids(ordered, "label:gold")) == ["a", "b"]
    assert sorted(ids(ordered, "is:labelled")) == ["a", "b"]
    assert ids(ordered, "has:note") == ["c"]
    assert "a" not in ids(ordered, 'label:""')
    counts = ordered.counts()
    assert (counts.labels, counts.noted) == ((("gold", 2),), 1)
    state.undo()
    state.undo()
    assert ordered.counts().labels == ()


def test_a_file_from_before_1970_is_found_by_its_text(root: Path, repository: Repository) -> None:
    for number, mtime_ns in enumerate((-1, 0, -86_400_000_000_000, -(2**60))):
        write_text(root, f"_posts/2022-01-01-{number}.md", f"gold {number}\n", mtime_ns=mtime_ns)
    repository.refresh()
    repository.read_texts()
    assert len(posts(repository, "text:gold")) == 4
    assert repository.texts_missing == 0
    assert not repository.refresh()
    write_text(root, "_posts/2022-01-01-1.md", "silver 1\n", mtime_ns=-5)
    repository.refresh()
    repository.read_texts()
    assert len(posts(repository, "text:gold")) == 3
    assert len(posts(repository, "text:silver")) == 1


def test_posts_that_went_and_came_back_are_not_new(root: Path, repository: Repository) -> None:
    for number in range(10):
        write_post(root, f"_posts/2022-01-01-{number}.md")
    repository.refresh()
    for number in range(6):
        (root / f"_posts/2022-01-01-{number}.md").unlink()
    while_checked_out = repository.refresh()
    assert while_checked_out == Changes(removed=6)
    for number in range(13):
        write_post(root, f"_posts/2022-01-01-{number}.md", "again", mtime_ns=OLD_NS + 1)
    after = repository.refresh()
    assert (after.added, after.returned) == (9, 6)
    assert while_checked_out + after == Changes(added=3, changed=10)


def test_a_span_of_days_ends_today(root: Path, repository: Repository) -> None:
    now = datetime.now(UTC)
    for days in (-8, -6, 0, 1, 300):
        write_post(root, f"_posts/p{days}.md", f"{days}", f"{now + timedelta(days=days)}")
    repository.refresh()
    assert titles(repository, "date:7d") == ["0", "-6"]
    assert titles(repository, "after:7d") == ["300", "1", "0", "-6"]


TIMES = (
    *(
        "date:3h",
        "date:90min",
        "after:3h",
        "before:3h",
        "date:09:30",
        "after:09:30",
        "before:15:00",
    ),
    *(
        "date:今早",
        "date:上午",
        "date:下午",
        "date:今晚",
        "date:昨晚..今早",
        "date:6h..3h",
        "-date:3h",
    ),
    *(
        "date:昨天..09:30",
        "after:2022-04-28T09:30",
        "date:2022-04-28T09:30..今早",
        "date:周一..周五",
    ),
)


@pytest.mark.parametrize("query", TIMES)
def test_times_within_a_day_hold_in_memory_as_by_the_index(
    root: Path, repository: Repository, query: str
) -> None:
    now = datetime(2022, 4, 28, 14, 30, 20, tzinfo=UTC)
    for hours in (-30, -15, -6, -4, -2, -1, 0, 4, 8):
        write_post(root, f"p{hours}.md", date=f"{now + timedelta(hours=hours, minutes=-1)}")
    for time in ("09:29:59", "09:30:00", "09:30:59", "09:31:00"):
        write_post(root, f"{time[:5]}{time[6:]}.md", date=f"2022-04-28 {time} +0000")
    write_post(root, "undated.md", date="")
    repository.refresh()
    with pytest.MonkeyPatch.context() as patch:
        for place in (time_zones, memory_repository):
            patch.setattr(place, "now_in", lambda _: now)
        reference = open_in_memory(root, ReadingState())
        reference.refresh()
        found = ids(repository, query)
        assert found == ids(reference, query)
        assert 0 < len(found) < len(ids(repository, ""))


def test_today_moves_on_at_midnight_in_a_query_that_is_kept(
    root: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (1, 2):
        write_post(root, f"_posts/p{day}.md", f"{day}", f"2022-04-{day:02} 12:00:00 +0000")
    repository.refresh()
    query = parse_query("date:today")
    for day in (1, 2):
        for place in (time_zones, memory_repository):
            monkeypatch.setattr(
                place, "now_in", lambda _, day=day: datetime(2022, 4, day, 12, tzinfo=UTC)
            )
        selection = repository.select(query)
        assert [post.title for post in selection.rows(0, 9)] == [f"{day}"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("view:new", ["d", "c"]),
        ("view:new view:gold", ["c"]),
        ("not view:new", ["b", "a"]),
        ("view:both", ["a", "c", "d"]),
        ("view:both sort:newest gold", ["c", "a"]),
        ("view:all -gold", ["d", "b"]),
    ],
)
def test_views_are_answered_as_what_they_ask(
    root: Path, repository: Repository, query: str, found: list[str]
) -> None:
    for day, name in enumerate("abcd", 1):
        title = "gold" if name in "ac" else "silver"
        write_post(root, f"{name}.md", title, f"2022-04-{day:02}")
    repository.refresh()
    repository.read_texts()
    saved = {
        "new": "after:2022-04-03",
        "gold": "gold",
        "both": "view:new or view:gold sort:oldest",
        "all": "",
    }
    selection = repository.select(parse_query(query, saved))
    assert list(selection.ids(0, 9)) == found


RELEVANT = ("gold", "黄金", "gold 银行", "title:gold or text:银行", "黄金 or silver", "tag:a gold")


@pytest.mark.parametrize("words", RELEVANT)
def test_relevance_ranks_in_memory_as_by_the_index(
    root: Path, repository: Repository, words: str
) -> None:
    for number in range(12):
        title = "gold" if number % 5 == 0 else f"黄金{number}" if number % 3 == 0 else "title"
        body = "gold bank " * (number % 4) + "黄金 银行 " * (number % 6) + "word " * (7 * number)
        text = f"---\ntitle: {title}\ndate: 2022-{number + 1:02}-01\ntags: [a]\n---\n{body}\n"
        write_text(root, f"_posts/p{number}.md", text)
    repository.refresh()
    repository.read_texts()
    reference = open_in_memory(root, ReadingState())
    reference.refresh()
    found = ids(repository, f"{words} sort:relevance")
    assert found == ids(reference, f"{words} sort:relevance")
    assert found != ids(reference, words)

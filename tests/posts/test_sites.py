"""What a site's settings, and the customs of other generators, make of a post."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.archive_files import write_text

from reader.archive.memory_repository import MemoryRepository
from reader.messages.problem_kinds import ProblemKind
from reader.posts.address import post_path
from reader.posts.post import Post, PostId
from reader.posts.reading import read_whole
from reader.posts.source.site import read_site
from reader.state.reading_state import ReadingState


def read(root: Path, path: str, header: str = "", config: str = "", body: str = "字") -> Post:
    """Write one post of a site and read it."""
    write_text(root, "_config.yml", f"timezone: UTC\n{config}")
    write_text(root, path, f"---\nlayout: post\n{header}\n---\n{body}\n")
    site, _ = read_site(root)
    whole = read_whole(root, path, site, PostId("x"))
    assert not hasattr(whole, "kind")
    return whole.post  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("config", "path", "categories"),
    [
        ("source: src", "src/_posts/2022-01-01-a.md", ()),
        ("source: ./src/", "src/markets/_posts/2022-01-01-a.md", ("markets",)),
        ("collections_dir: lists", "lists/_posts/2022-01-01-a.md", ()),
        ("source: src\ncollections_dir: lists", "src/lists/_posts/2022-01-01-a.md", ()),
        ("source: src\ncollections_dir: lists", "src/lists/b/_posts/2022-01-01-a.md", ("b",)),
        ("", "source/_posts/a.md", ()),
        ("source_dir: texts", "texts/_posts/a.md", ()),
        ("", "markets/_posts/2022-01-01-a.md", ("markets",)),
    ],
)
def test_folders_of_the_site_itself_are_no_categories(
    tmp_path: Path, config: str, path: str, categories: tuple[str, ...]
) -> None:
    assert read(tmp_path, path, config=config).categories == categories


DEFAULTS = """
defaults:
  - scope: {path: ""}
    values: {layout: post, published: false, tags: [甲]}
  - scope: {path: "_posts", type: posts}
    values: {published: true, categories: [财经], permalink: "/p/:title/", author: 王}
  - scope: {path: "_posts/old"}
    values: {title: 旧闻, category: 旧}
"""


def test_defaults_stand_where_the_header_says_nothing(tmp_path: Path) -> None:
    post = read(tmp_path, "_posts/old/2022-01-01-a.md", "", DEFAULTS)
    assert (post.title, post.tags, post.categories) == ("旧闻", ("甲",), ("财经", "旧"))
    assert (post.permalink, post.is_published, post.authors) == ("/p/:title/", True, ("王",))


def test_a_header_wins_over_defaults_and_adds_its_categories(tmp_path: Path) -> None:
    header = "title: 新\ntags: [乙]\ncategories: [股票]\npublished: false"
    post = read(tmp_path, "_posts/old/2022-01-01-a.md", header, DEFAULTS)
    assert (post.title, post.tags, post.is_published) == ("新", ("乙",), False)
    assert post.categories == ("财经", "旧", "股票")


def test_the_permalink_of_the_collection_of_posts_holds(tmp_path: Path) -> None:
    config = "permalink: pretty\ncollections:\n  posts:\n    permalink: /blog/:title.html\n"
    post = read(tmp_path, "_posts/2022-01-01-a.md", "", config)
    assert post_path(post, read_site(tmp_path)[0]) == "/blog/a.html"


def found(root: Path, *, takes_collections: bool = False) -> tuple[list[str], list[ProblemKind]]:
    site, problems = read_site(root, takes_collections=takes_collections)
    repository = MemoryRepository(root, site, ReadingState(), problems)
    repository.refresh()
    paths = sorted(repository.find(post_id).path for post_id in repository.ids())
    return paths, [problem.kind for problem in repository.problems()]


def test_markdown_ext_names_further_extensions(tmp_path: Path) -> None:
    write_text(tmp_path, "_config.yml", "markdown_ext: markdown,md,txt\n")
    write_text(tmp_path, "_posts/2022-01-01-a.txt", "字")
    assert found(tmp_path)[0] == ["_posts/2022-01-01-a.txt"]


def test_collections_are_named_and_read_where_the_settings_say_so(tmp_path: Path) -> None:
    write_text(
        tmp_path, "_config.yml", "collections:\n  wiki:\n    permalink: /w/:path/\n  none:\n"
    )
    write_text(tmp_path, "_posts/2022-01-01-a.md", "字")
    write_text(tmp_path, "_wiki/deep/gold.md", "字")
    assert found(tmp_path) == (["_posts/2022-01-01-a.md"], [ProblemKind.COLLECTION_NOT_READ])
    paths, problems = found(tmp_path, takes_collections=True)
    assert paths == ["_posts/2022-01-01-a.md", "_wiki/deep/gold.md"]
    assert not problems
    site, _ = read_site(tmp_path, takes_collections=True)
    post = Post(PostId("gold"), "_wiki/deep/gold.md", "gold", None, slug="gold")
    assert post_path(post, site) == "/w/deep/gold/"


@pytest.mark.parametrize(
    ("path", "title", "slug"),
    [
        ("content/posts/big-news/index.md", "Big News", "big-news"),
        ("content/posts/big-news/index.zh.md", "Big News", "big-news"),
        ("content/posts/2022-04-28-云出海/index.md", "云出海", "云出海"),
        ("content/posts/_index.md", "Posts", "posts"),
        ("_posts/index.md", "Index", "index"),
        ("index.md", "Index", "index"),
    ],
)
def test_an_index_is_called_by_its_folder(tmp_path: Path, path: str, title: str, slug: str) -> None:
    post = read(tmp_path, path)
    assert (post.title, post.slug) == (title, slug)


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("2022-04-28.md", ""),
        ("2022-04-28_name.md", ""),
        ("2022-04-28-name/index.md", ""),
        ("a.md", "publishDate: 2022-04-28"),
        ("a.md", "lastmod: 2022-04-28"),
        ("a.md", "publishDate: 2022-04-28\nlastmod: 2023-01-01"),
        ("a.md", "date: 2022-04-28\npublishDate: 2023-01-01"),
        ("2022-04-28-a.md", "lastmod: 2023-01-01"),
    ],
)
def test_a_date_is_found_where_other_generators_have_it(
    tmp_path: Path, path: str, header: str
) -> None:
    assert read(tmp_path, path, header).date == datetime(2022, 4, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "permalink"),
    [
        ("path: markets/gold", "markets/gold"),
        ("url: /markets/gold/", "/markets/gold/"),
        ("url: https://other.example/x", None),
        ("permalink: /a/\npath: b", "/a/"),
    ],
)
def test_an_address_in_the_header_has_several_keys(
    tmp_path: Path, header: str, permalink: str | None
) -> None:
    assert read(tmp_path, "a.md", header).permalink == permalink


@pytest.mark.parametrize(
    "header",
    ["redirect_from: [/old/, /older.html]", "aliases:\n  - /old/\n  - /older.html\n  - 名"],
)
def test_former_addresses_are_kept(tmp_path: Path, header: str) -> None:
    assert read(tmp_path, "a.md", header).redirects == ("/old/", "/older.html")

import os
from pathlib import Path

import pytest

from reader.archive.catalogue.walk import holds_posts, walk
from reader.errors import ArchiveError
from reader.messages.problem_kinds import ProblemKind
from reader.posts.source.file_name import PostPlaces


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("text\n")


def found(root: Path) -> list[str]:
    return sorted(stamp.path for stamp in walk(root).files)


def test_every_markdown_or_html_file_of_a_plain_folder_is_a_post(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b/c.markdown", "d.html", "e.txt", "f.py", "README.md")
    assert found(tmp_path) == ["README.md", "a.md", "b/c.markdown", "d.html"]


def test_in_a_site_only_post_folders_hold_posts(tmp_path: Path) -> None:
    make(
        tmp_path,
        "_config.yml",
        "index.html",
        "about.md",
        "_layouts/post.html",
        "_site/2022/01/01/a.html",
        "category/news.html",
        "_posts/2022-01-01-a.md",
        "_posts/deep/no-date.md",
        "_drafts/idea.md",
        "markets/_posts/2022-01-02-b.md",
    )
    assert found(tmp_path) == [
        "_drafts/idea.md",
        "_posts/2022-01-01-a.md",
        "_posts/deep/no-date.md",
        "markets/_posts/2022-01-02-b.md",
    ]


def test_a_folder_with_a_file_named_as_a_post_is_a_post_folder(tmp_path: Path) -> None:
    make(tmp_path, "_posts/x.md", "old_post/2021-1-2-a.md", "old_post/-202205262391921712.md")
    assert found(tmp_path) == [
        "_posts/x.md",
        "old_post/-202205262391921712.md",
        "old_post/2021-1-2-a.md",
    ]


def test_hidden_and_generated_folders_are_left_out(tmp_path: Path) -> None:
    make(tmp_path, ".git/a.md", "node_modules/b.md", "vendor/c.md", "_site/d.md", "e.md")
    assert found(tmp_path) == ["e.md"]


def test_what_is_named_as_a_post_and_is_none_is_a_problem(tmp_path: Path) -> None:
    make(tmp_path, "good.md", "folder.md/inside.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "dangling.md").symlink_to("nowhere")
    (tmp_path / "loop.md").symlink_to("loop.md")
    walked = walk(tmp_path)
    assert sorted(stamp.path for stamp in walked.files) == ["folder.md/inside.md", "good.md"]
    kinds = {problem.path: problem.kind for problem in walked.problems}
    assert kinds == {
        "pipe.md": ProblemKind.NOT_A_REGULAR_FILE,
        "dangling.md": ProblemKind.DEAD_LINK,
        "loop.md": ProblemKind.LINK_LOOP,
        "folder.md": ProblemKind.FOLDER_NAMED_AS_POST,
    }


def test_links_to_folders_are_followed_and_rings_end(tmp_path: Path) -> None:
    make(tmp_path, "real/a.md")
    (tmp_path / "real" / "up").symlink_to(tmp_path, target_is_directory=True)
    make(tmp_path.parent / "elsewhere", "b.md")
    (tmp_path / "linked").symlink_to(tmp_path.parent / "elsewhere", target_is_directory=True)
    assert found(tmp_path) == ["linked/b.md", "real/a.md"]


def test_a_link_to_a_file_is_a_post_with_the_files_size(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "b.md").symlink_to("a.txt")
    assert [(stamp.path, stamp.size) for stamp in walk(tmp_path).files] == [("b.md", 5)]


def test_a_file_name_that_is_not_utf8_is_listed(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xb9\xc9\xca\xd0.md")
    make(tmp_path, name)
    assert found(tmp_path) == [name]


def test_a_missing_folder_is_an_archive_error(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such file or directory"):
        walk(tmp_path / "missing")


def test_a_folder_with_posts_in_it_or_a_site_with_posts_is_an_archive(tmp_path: Path) -> None:
    make(tmp_path, "notes/a.md", "site/_posts/2022-01-01-a.md")
    assert holds_posts(tmp_path / "notes")
    assert holds_posts(tmp_path / "site")


def test_a_folder_of_other_things_is_no_archive(tmp_path: Path) -> None:
    make(tmp_path, "README.md", "CHANGELOG.md", "deep/a.md", "site/_config.yml", "site/index.html")
    assert not holds_posts(tmp_path)
    assert not holds_posts(tmp_path / "site")
    assert not holds_posts(tmp_path / "missing")


def test_a_link_to_a_device_leads_somewhere(tmp_path: Path) -> None:
    (tmp_path / "device.md").symlink_to("/dev/null")
    assert [problem.kind for problem in walk(tmp_path).problems] == [ProblemKind.NOT_A_REGULAR_FILE]


@pytest.mark.parametrize(
    "mark", ["hugo.toml", "config.toml", "_config.yml", "content/a.md", "layouts/x.html"]
)
def test_themes_and_templates_hold_no_posts(tmp_path: Path, mark: str) -> None:
    make(
        tmp_path,
        mark,
        "_posts/2022-01-01-a.md",
        "themes/t/exampleSite/_posts/2022-01-01-b.md",
        "themes/t/layouts/index.html",
        "archetypes/default.md",
        "layouts/single.html",
        "scaffolds/post.md",
    )
    assert found(tmp_path) == ["_posts/2022-01-01-a.md"]


def test_hugo_s_other_folders_hold_no_posts(tmp_path: Path) -> None:
    names = ("content/posts/a.md", "public/posts/a/index.html", "static/b.html", "data/c.md")
    make(tmp_path, "hugo.toml", *names)
    assert found(tmp_path) == ["content/posts/a.md"]


def test_a_plain_folder_may_be_called_themes(tmp_path: Path) -> None:
    make(tmp_path, "themes/a.md", "data/b.md")
    assert found(tmp_path) == ["data/b.md", "themes/a.md"]


def test_a_collection_is_read_where_it_is_asked_for(tmp_path: Path) -> None:
    make(tmp_path, "_config.yml", "_wiki/deep/a.md", "lists/_wiki/b.md", "_other/c.md")
    assert found(tmp_path) == []
    walked = walk(tmp_path, PostPlaces(collections=frozenset({"_wiki"})))
    assert sorted(file.path for file in walked.files) == ["_wiki/deep/a.md", "lists/_wiki/b.md"]

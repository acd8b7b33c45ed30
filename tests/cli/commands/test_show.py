import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.posts.post import PostId
from reader.session import open_session
from reader.state.records import NOTE

Reader = Callable[..., Any]


def test_a_post_is_printed_whole(reader: Reader, archive: Path) -> None:
    ran = reader("show", "--archive", archive, "2022-04-28-202204282363783631")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("云出海图鉴\n2022-04-28 Thursday 13:01")
    for text in ("财经", "每日", "第一段，说的是云。", "返回首页", "site.example/index.html"):
        assert text in ran.out


@pytest.mark.parametrize(
    "wanted",
    [
        "2022-04-27-gold",
        "_posts/2022-04-27-gold.md",
        "./_posts/2022-04-27-gold.md",
        "2022-04-27-gold.md",
    ],
)
def test_a_post_is_known_by_id_path_and_name(reader: Reader, archive: Path, wanted: str) -> None:
    assert "Gold rises" in reader("show", "--archive", archive, wanted).out


def test_a_post_is_known_by_an_absolute_path(reader: Reader, archive: Path) -> None:
    ran = reader("show", "--archive", archive, archive / "_posts/2022-04-27-gold.md")
    assert "Gold rises" in ran.out


def test_a_post_is_known_by_a_path_from_the_current_folder(
    reader: Reader, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive / "old_post")
    for wanted in ("2021-03-01-said.md", "../_posts/2022-04-27-gold.md"):
        assert reader("show", "--archive", "..", wanted).status == 0


def test_the_file_in_the_current_folder_comes_before_its_namesake(
    reader: Reader, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "old_post/2022-04-27-gold.md").write_text("# The older one\n")
    monkeypatch.chdir(archive / "old_post")
    assert "The older one" in reader("show", "--archive", archive, "2022-04-27-gold.md").out


def test_a_post_is_known_through_a_link_to_its_archive(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(archive)
    ran = reader("show", "--archive", archive, tmp_path / "link/_posts/2022-04-27-gold.md")
    assert "Gold rises" in ran.out


def test_a_name_is_understood_as_list_shows_it(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "2022-01-01-\x1b[31m.md").write_text("# Red\n")
    shown = reader("list", "--archive", tmp_path).out.partition("\t")[0]
    assert "Red" in reader("show", "--archive", tmp_path, shown).out


@pytest.mark.parametrize("wanted", ["nothing", "", "2022", "\x1b[31m", "/"])
def test_a_post_that_is_not_there_is_status_1(reader: Reader, archive: Path, wanted: str) -> None:
    ran = reader("show", "--archive", archive, wanted)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("reader: no post is called ")
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("wanted", ["2022-01-01-pipe", "2022-01-01-pipe.md"])
def test_a_file_that_is_no_post_says_why(reader: Reader, archive: Path, wanted: str) -> None:
    os.mkfifo(archive / "_posts/2022-01-01-pipe.md")
    ran = reader("show", "--archive", archive, wanted)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == "reader: _posts/2022-01-01-pipe.md: not a regular file\n"


@pytest.mark.parametrize("width", [2, 20, 1000])
def test_no_line_is_wider_than_asked(reader: Reader, archive: Path, width: int) -> None:
    (archive / "_posts/2022-04-27-gold.md").write_text("gold " * 300)
    ran = reader("show", "--archive", archive, "2022-04-27-gold", "--width", str(width))
    assert ran.status == 0
    assert max(len(line) for line in ran.out.splitlines()) <= width


def test_a_pipe_is_80_columns_wide(reader: Reader, archive: Path) -> None:
    (archive / "_posts/2022-04-27-gold.md").write_text("gold " * 300)
    lines = reader("show", "--archive", archive, "2022-04-27-gold").out.splitlines()
    assert 76 <= max(len(line) for line in lines) <= 80


def test_json_adds_text_and_numbered_links(reader: Reader, archive: Path) -> None:
    ran = reader("show", "--archive", archive, "2022-04-28-202204282363783631", "--json")
    (post,) = ran.objects
    assert post["date"] == "2022-04-28T13:01:28+08:00"
    assert "第一段，说的是云。" in post["text"]
    assert post["links"] == [
        {"number": 1, "address": "https://site.example/index.html", "kind": "web"}
    ]


def test_own_labels_and_the_note_stand_in_the_head(reader: Reader, archive: Path) -> None:
    session = open_session(archive)
    session.state.set_value(NOTE, [PostId("2022-04-27-gold")], "why?")
    session.state.set_label("metal", [PostId("2022-04-27-gold")], is_set=True)
    session.state_file.save()
    session.state_file.close()
    head = reader("show", "--archive", archive, "2022-04-27-gold").out.splitlines()[2:4]
    assert head == ["+ labels: metal", "+ note: why?"]


def test_several_posts_are_printed_with_a_rule_between_two(reader: Reader, archive: Path) -> None:
    ran = reader("show", "--archive", archive, "2020-01-01-plain", "2022-04-27-gold")
    assert (ran.status, ran.err) == (0, "")
    first, second = ran.out.split("─" * 80)
    assert first.startswith("No header")
    assert second.startswith("\n\nGold rises")


def test_several_posts_are_an_object_each(reader: Reader, archive: Path) -> None:
    ran = reader("show", "--archive", archive, "2020-01-01-plain", "2022-04-27-gold", "--json")
    assert [post["title"] for post in ran.objects] == ["No header", "Gold rises"]


def test_a_post_that_is_not_there_leaves_the_others(reader: Reader, archive: Path) -> None:
    ran = reader("show", "--archive", archive, "nothing", "2022-04-27-gold")
    assert ran.status == 1
    assert ran.out.startswith("Gold rises")
    assert ran.err.startswith("reader: no post is called ")

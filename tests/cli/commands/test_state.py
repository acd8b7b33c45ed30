import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reader.posts.post import PostId
from reader.session import open_session
from reader.state.records import (
    ASKED,
    DRAFT,
    FIELDS,
    HERE,
    NOTE,
    PLACE,
    SEARCH,
    VIEW,
    WHOLE_ARCHIVE,
    Mark,
)

NAMES = (*sorted(FIELDS), "label:metals", "label:flag-b", "view:metals", "search:gold")
Reader = Callable[..., Any]
GOLD, CLOUD = PostId("2022-04-27-gold"), PostId("2022-04-28-202204282363783631")


@pytest.fixture
def marked(archive: Path) -> Path:
    """The archive, with a read, a starred, a labelled and a noted post."""
    session = open_session(archive)
    session.state.set_mark(Mark.READ, [GOLD, CLOUD], is_set=True)
    session.state.set_mark(Mark.STARRED, [GOLD], is_set=True)
    session.state.set_label("metals", [GOLD], is_set=True)
    session.state.set_value(NOTE, [GOLD], "why?\nask <Li>")
    session.state.keep(PLACE, GOLD, "12.5")
    session.state.keep(DRAFT, CLOUD, "to be")
    for field in (ASKED, HERE, f"{VIEW}metals", f"{SEARCH}gold"):
        session.state.keep(field, WHOLE_ARCHIVE, "gold")
    assert session.state_file.finish() == ""
    return archive


@pytest.fixture
def newsboat_cache(tmp_path: Path) -> Path:
    """newsboat's cache, with the columns that are read."""
    items = [
        ("https://site.example/news/asia/2022/04/27/gold.html", 0, None),
        ("https://www.elsewhere.example/other.html", 0, None),
        ("file:///home/x/_posts/2021-03-01-said.md", 1, "b"),
        ("https://site.example/2020/01/01/plain/", 1, ""),
    ]
    path = tmp_path / "cache.db"
    with closing(sqlite3.connect(path)) as cache, cache:
        cache.execute("CREATE TABLE rss_item (url TEXT, unread INTEGER, flags TEXT)")
        cache.executemany("INSERT INTO rss_item VALUES (?, ?, ?)", items)
    return path


def kept(archive: Path) -> dict[tuple[str, str], str]:
    """Return the reading state of an archive."""
    session = open_session(archive)
    pieces = {
        (post, field): session.state.value(post, field)
        for field in NAMES
        for post in session.state.with_value(field)
    }
    session.state_file.close()
    return pieces


def test_what_was_exported_is_there_after_an_import_elsewhere(
    reader: Reader, marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = tmp_path / "state.jsonl", kept(marked)
    assert reader("state", "export", file, "--archive", marked).status == 0
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other home"))
    assert kept(marked) == {}
    assert reader("state", "import", file, "--archive", marked).status == 0
    assert kept(marked) == before
    assert before[GOLD, "note"] == "why?\nask <Li>"


def test_an_export_has_a_line_for_each_thing_with_its_time(reader: Reader, marked: Path) -> None:
    lines = reader("state", "export", "--archive", marked).objects
    assert {(it["post"], it["field"]) for it in lines} == set(kept(marked))
    assert {tuple(it) for it in lines} == {("post", "field", "value", "at")}
    assert all(it["at"].endswith("+00:00") for it in lines)


def test_of_two_exports_the_later_line_holds_in_any_order(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    line = {"post": GOLD, "field": "starred"}
    later = {**line, "value": False, "at": "2022-05-02T00:00:00+00:00"}
    earlier = {**line, "value": True, "at": "2022-05-01T00:00:00+00:00"}
    for index, lines in enumerate([(later, earlier), (earlier, later)]):
        file = tmp_path / f"{index}.jsonl"
        file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
        assert reader("state", "import", file, "--archive", archive).status == 0
        assert kept(archive) == {}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '"post"',
        "[" * 100_000,
        '{"post": "a", "field": "read", "value": true}',
        '{"post": "a", "field": "read", "value": true, "at": "yesterday"}',
        '{"post": "a", "field": "liked", "value": true, "at": "2022-05-01T00:00:00+00:00"}',
        '{"post": 5, "field": "read", "value": true, "at": "2022-05-01T00:00:00+00:00"}',
        '{"post": "a", "field": "note", "value": 5, "at": "2022-05-01T00:00:00+00:00"}',
    ],
)
def test_a_line_that_is_not_understood_is_named_and_nothing_is_taken(
    reader: Reader, archive: Path, tmp_path: Path, line: str
) -> None:
    good = '{"post": "a", "field": "read", "value": true, "at": "2022-05-01T00:00:00+00:00"}'
    file = tmp_path / "state.jsonl"
    file.write_text(f"{good}\n\n{line}\n")
    ran = reader("state", "import", file, "--archive", archive)
    assert ran.status not in {0, 1}
    assert "line 3" in ran.err
    assert ran.err.count("\n") == 1
    assert kept(archive) == {}


def test_newsboats_items_are_found_by_link_and_by_file(
    reader: Reader, archive: Path, newsboat_cache: Path
) -> None:
    ran = reader("state", "import", newsboat_cache, "--newsboat", "--archive", archive)
    assert (ran.status, ran.err) == (0, "reader: 2 of 3 items are posts of this archive\n")
    assert kept(archive) == {
        (GOLD, "read"): "1",
        ("2021-03-01-said", "starred"): "1",
        ("2021-03-01-said", "label:flag-b"): "1",
    }


def test_a_file_that_is_no_cache_is_one_sentence(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    file = tmp_path / "cache.db"
    file.write_text("not a database, by far")
    ran = reader("state", "import", file, "--newsboat", "--archive", archive)
    assert ran.status == 3
    assert "no cache of newsboat's" in ran.err
    assert ran.err.count("\n") == 1


def test_posts_that_answer_a_query_are_marked_as_read(reader: Reader, archive: Path) -> None:
    ran = reader("mark-read", "before:2022-01-01", "--archive", archive)
    assert ran.status == 0
    of_posts = {(post, field) for post, field in kept(archive) if post}  # the archive's own: undo
    assert of_posts == {("2021-03-01-said", "read"), ("2020-01-01-plain", "read")}


@pytest.mark.parametrize("kind", ["md", "html", "json", "atom"])
def test_notes_are_exported_with_their_posts(reader: Reader, marked: Path, kind: str) -> None:
    out = reader("export", "is:starred", "--format", kind, "--archive", marked).out
    assert "why?" in out
    if kind == "json":
        assert json.loads(out)["note"] == "why?\nask <Li>"
    if kind == "html":
        assert "<p>ask &lt;Li&gt;</p>" in out


def test_the_file_of_the_state_is_the_users_alone(reader: Reader, marked: Path) -> None:
    reader("mark-read", "", "--archive", marked)
    folder = Path(os.environ["XDG_DATA_HOME"]) / "terminal-news-reader"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x1e"])
def test_a_note_with_what_python_takes_for_the_end_of_a_line_is_exported_and_imported(
    reader: Reader, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    session = open_session(archive)
    session.state.set_value(NOTE, [GOLD], f"one{end}two")
    assert session.state_file.finish() == ""
    file = tmp_path / "state.jsonl"
    assert reader("state", "export", file, "--archive", archive).status == 0
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other home"))
    assert reader("state", "import", file, "--archive", archive).status == 0
    assert kept(archive)[GOLD, "note"] == f"one{end}two"


@pytest.mark.parametrize(
    ("post", "value", "at"),
    [
        ("a", "x", "9999-12-31T23:59:59.999999+00:00"),
        ("a", "x", "9999-12-31T23:59:59-01:00"),
        ("a", "x", "0001-01-01T00:00:00+14:00"),
        ("a", "\ud800", "2022-05-01T00:00:00+00:00"),
        ("\ud800", "x", "2022-05-01T00:00:00+00:00"),
    ],
)
def test_a_line_that_can_t_be_kept_is_named_in_a_sentence(
    reader: Reader, archive: Path, tmp_path: Path, post: str, value: str, at: str
) -> None:
    file = tmp_path / "state.jsonl"
    file.write_text(json.dumps({"post": post, "field": "note", "value": value, "at": at}))
    ran = reader("state", "import", file, "--archive", archive)
    assert ran.status not in {0, 1}
    assert ran.err.startswith("reader: line 1 can't be imported")
    assert ran.err.count("\n") == 1
    assert kept(archive) == {}


def test_an_import_in_latin_1_is_a_sentence(reader: Reader, archive: Path, tmp_path: Path) -> None:
    line = '{"post": "a", "field": "note", "value": "café", "at": "2022-05-01T00:00:00+00:00"}'
    file = tmp_path / "state.jsonl"
    file.write_bytes(f"\n{line}\n".encode("latin-1"))
    ran = reader("state", "import", file, "--archive", archive)
    assert ran.status not in {0, 1}
    assert "line 2 can't be imported: it is not in UTF-8" in ran.err
    assert ran.err.count("\n") == 1


def test_an_export_that_can_t_read_the_state_leaves_the_file_as_it_was(
    reader: Reader, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    backup = tmp_path / "backup.jsonl"
    backup.write_text("good")
    ran = reader("state", "export", backup, "--archive", archive)
    assert ran.status == 3
    assert backup.read_text() == "good"
    assert [file.name for file in tmp_path.glob("backup*")] == ["backup.jsonl"]


def test_commands_alone_know_an_archive_again_that_was_moved(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    for number in range(30):
        (archive / "_posts" / f"2022-03-01-{number}.md").write_text("---\ntitle: t\n---\n")
    reader("mark-read", "before:2021-01-01", "--archive", archive)
    assert kept(archive)
    before = kept(archive)
    moved = archive.rename(tmp_path / "moved")
    for number in range(300):
        (moved / "_posts" / f"2022-03-02-{number}.md").write_text("---\ntitle: t\n---\n")
    ran = reader("list", "is:read", "--json", "--archive", moved)
    assert {it["id"] for it in ran.objects} == {post for post, field in before if field == "read"}


def test_imported_names_are_cleaned_as_typed_ones_are(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    at = "2024-01-01T00:00:00+00:00"
    lines = [
        {"post": "2020-01-01-plain", "field": "label:a\x1b  b\n", "value": True, "at": at},
        {"post": "", "field": "search:a\u2028b  c", "value": "1", "at": at},
    ]
    file = tmp_path / "state"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    assert reader("state", "import", str(file), "--archive", str(archive)).status == 0
    kept = reader("state", "export", "--archive", str(archive)).objects
    assert {line["field"] for line in kept} == {"label:a␛ b", "search:a b  c"}

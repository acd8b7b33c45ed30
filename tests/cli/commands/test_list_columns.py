"""`reader list` in columns and formats of the user's choice."""

import csv
import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.pseudo_terminal import PseudoTerminal

from reader.layout.text.cells import cell_width
from reader.posts.post import PostId
from reader.session import open_session
from reader.state.records import NOTE, PLACE, Mark

Reader = Callable[..., Any]
GOLD = PostId("2022-04-27-gold")


@pytest.fixture
def marked(archive: Path) -> Path:
    """The archive, in which the user did all there is to do with one post."""
    session = open_session(archive)
    for mark in Mark:
        session.state.set_mark(mark, [GOLD], is_set=True)
    session.state.set_label("metal", [GOLD], is_set=True)
    session.state.set_label("重点", [GOLD], is_set=True)
    session.state.set_value(NOTE, [GOLD], "why?\n\x1b[31mred")
    session.state.keep(PLACE, GOLD, "0.5000")
    session.state_file.save()
    session.state_file.close()
    return archive


def test_json_tells_what_the_user_did(reader: Reader, marked: Path) -> None:
    for command in (("list", "tag:gold"), ("search", "tag:gold"), ("show", GOLD)):
        (post,) = reader(*command, "--json", "--archive", marked).objects
        assert {key: post[key] for key in ("read", "starred", "labels", "note", "place")} == {
            "read": True,
            "starred": True,
            "labels": ["metal", "重点"],
            "note": "why?\n\x1b[31mred",
            "place": 0.5,
        }


def test_columns_are_separated_by_tabs_also_behind_an_empty_one(
    reader: Reader, marked: Path
) -> None:
    columns = "id, read, starred, labels, note, place, author"
    ran = reader("list", "--archive", marked, "category:news", "--columns", columns)
    assert ran.out.splitlines() == [
        "2022-04-27-gold\tread\tstarred\tmetal, 重点\twhy? ␛[31mred\t0.5000\t",
        "2021-03-01-said\t\t\t\t\t\t",
    ]


def test_a_format_is_whole_in_a_pipe_but_where_it_gives_a_width(
    reader: Reader, archive: Path
) -> None:
    text = r"{mark}|{title:6}|{title}|{date}\t{{{category}}}"
    ran = reader("list", "--archive", archive, "tag:gold", "--format", text)
    assert ran.out == "●  |Gold …|Gold rises|2022-04-27 09:00\t{news}\n"


def test_the_signs_are_those_of_the_screen(reader: Reader, marked: Path) -> None:
    ran = reader("list", "--archive", marked, "category:news", "--format", "{mark}")
    assert [line.rstrip() for line in ran.out.splitlines()] == [" ★+", "●!"]


@pytest.mark.parametrize(
    ("order", "first"), [("oldest", "2020-01-01-plain"), ("title", "2022-04-27-gold")]
)
def test_the_order_overrides_that_of_the_query(
    reader: Reader, archive: Path, order: str, first: str
) -> None:
    ran = reader("list", "--archive", archive, "sort:newest", "--sort", order, "--columns", "id")
    assert ran.out.splitlines()[0] == first


def test_null_ends_each_post_and_names_stay_as_they_are(tmp_path: Path, reader: Reader) -> None:
    (tmp_path / "2022-01-02-a\nb.md").write_text("# A\n")
    (tmp_path / "2022-01-01-c.md").write_text("# C\n")
    ran = reader("list", "--archive", tmp_path, "--null")
    assert ran.out == "2022-01-02-a\nb\x002022-01-01-c\x00"
    ran = reader("list", "--archive", tmp_path, "--null", "--columns", "path,title")
    assert ran.out == "2022-01-02-a\nb.md\tA\x002022-01-01-c.md\tC\x00"


def test_null_keeps_the_bytes_of_a_name_that_is_no_utf_8(
    tmp_path: Path, reader_process: Callable[..., Any]
) -> None:
    (tmp_path / os.fsdecode(b"2022-01-01-\xff.md")).write_text("# A\n")
    done = reader_process("list", "--archive", tmp_path, "--null", "--columns", "path")
    assert done.stdout == b"2022-01-01-\xff.md\x00"


def test_a_table_has_a_head_and_quotes_what_needs_it(reader: Reader, marked: Path) -> None:
    ran = reader("list", "--archive", marked, "category:news", "--csv")
    head, gold, said = csv.reader(io.StringIO(ran.out))
    assert head == [
        *("id", "date", "title", "categories", "tags", "path"),
        *("read", "starred", "labels", "note", "place"),
    ]
    assert gold[1:5] == ["2022-04-27T09:00:00+08:00", "Gold rises", "news, asia", "gold"]
    assert gold[6:] == ["read", "starred", "metal, 重点", "why?\n␛[31mred", "0.5000"]
    assert said[2] == '他说"好"了'


def test_a_table_has_the_columns_that_are_named(reader: Reader, archive: Path) -> None:
    ran = reader("list", "--archive", archive, "tag:gold", "--csv", "--columns", "title,tags")
    assert ran.out == "title,tags\nGold rises,gold\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--columns", "id,titel"), "did you mean 'title'?"),
        (("--columns", ""), "no column is called ''"),
        (("--format", "{title"), "braces"),
        (("--json", "--csv"), "--json and --csv can't be combined"),
        (("--format", "{id}", "--columns", "id"), "--format and --columns can't be combined"),
        (("--sort", "nonsense"), "nonsense"),
    ],
)
def test_what_can_not_be_listed_is_one_sentence(
    reader: Reader, archive: Path, options: tuple[str, ...], words: str
) -> None:
    ran = reader("list", "--archive", archive, *options)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("width", [1, 60, 120])
@pytest.mark.parametrize(
    "options", [("--columns", "id,date,title,tags"), ("--format", "{date} {title} {labels:9}|")]
)
def test_columns_on_a_terminal_fit(marked: Path, width: int, options: tuple[str, ...]) -> None:
    command = [*(sys.executable, "-m", "reader", "--no-pager", "list", "--archive"), str(marked)]
    with PseudoTerminal([*command, *options], width, 40) as terminal:
        terminal.wait_for_end()
        lines = re.sub("\x1b\\[[0-9;]*m", "", terminal.output).splitlines()
    posts = lines[-4:]  # behind what standard error says
    assert len({cell_width(line) for line in posts}) == 1
    assert cell_width(posts[0]) <= width

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring
from zipfile import ZIP_STORED, ZipFile

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"
OPF = "{http://www.idpf.org/2007/opf}"
Reader = Callable[..., Any]


def test_a_folder_of_markdown_opens_as_the_same_posts(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    (archive / "_config.yml").unlink()
    folder = tmp_path / "exported"
    assert reader("export", "--archive", archive, "--output", f"{folder}/").status == 0
    fields = [
        {**found, "problems": 0} for found in reader("list", "--json", "--archive", archive).objects
    ]
    assert reader("list", "--json", "--archive", folder).objects == fields


def test_nothing_is_overwritten_by_a_folder_of_markdown(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").touch()
    ran = reader("export", "--archive", archive, "--output", tmp_path)
    assert ran.status == 2
    assert "not empty" in ran.err


def test_markdown_without_a_folder_goes_to_the_output(reader: Reader, archive: Path) -> None:
    out = reader("export", "tag:gold", "--archive", archive).out
    assert out.startswith('---\ntitle: "Gold rises"\n')
    assert out.endswith("---\n# Metals\n\nGold **rose**.\n")


def test_html_is_one_page(reader: Reader, archive: Path) -> None:
    out = reader("export", "--format", "html", "--archive", archive).out
    assert out.startswith("<!DOCTYPE html>")
    assert out.count("<article>") == 4
    assert "<p>Gold <strong>rose</strong>.</p>" in out


def test_json_is_what_show_says_and_a_note(reader: Reader, archive: Path) -> None:
    (exported,) = reader("export", "tag:gold", "--format", "json", "--archive", archive).objects
    (shown,) = reader("show", "2022-04-27-gold", "--json", "--archive", archive).objects
    kept_only_here = {"read", "starred", "labels", "place"}
    assert exported == {name: it for name, it in shown.items() if name not in kept_only_here}


def test_csv_has_a_row_a_post_below_the_names_of_the_columns(reader: Reader, archive: Path) -> None:
    out = reader("export", "category:news", "--format", "csv", "--archive", archive).out
    rows = [*csv.reader(out.splitlines())]
    assert rows == [
        ["id", "date", "title", "categories", "tags", "path"],
        ["2022-04-27-gold", "2022-04-27T09:00:00+08:00", "Gold rises", "news, asia", "gold",
         "_posts/2022-04-27-gold.md"],
        ["2021-03-01-said", "2021-03-01T09:00:00+08:00", '他说"好"了', "news", "",
         "old_post/2021-03-01-said.md"],
    ]  # fmt: skip


def test_a_feed_has_an_entry_a_post(reader: Reader, archive: Path) -> None:
    feed = fromstring(reader("export", "--format", "atom", "--archive", archive).out)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 4
    assert entries[0].findtext(f"{ATOM}title") == "云出海图鉴"
    assert entries[0].findtext(f"{ATOM}updated") == "2022-04-28T13:01:28+08:00"
    assert "<p>第一段，说的是云。</p>" in (entries[0].findtext(f"{ATOM}content") or "")


def test_a_book_has_a_chapter_a_post(reader: Reader, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    assert reader("export", "--format", "epub", "--archive", archive, "--output", path).status == 0
    with ZipFile(path) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        package = fromstring(book.read("book.opf"))
        listed = {item.get("href") for item in package.iter(f"{OPF}item")}
        assert listed == set(book.namelist()) - {"mimetype", "META-INF/container.xml", "book.opf"}
        assert len(package.findall(f"{OPF}spine/{OPF}itemref")) == 4
        for name in listed:
            fromstring(book.read(str(name)))


def test_a_file_is_there_whole_or_not_at_all(reader: Reader, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "out" / "feed.xml"
    ran = reader("export", "--format", "atom", "--archive", archive, "--output", path)
    assert ran.status == 3
    assert not path.parent.exists()


def test_without_an_answer_it_says_so(reader: Reader, archive: Path) -> None:
    ran = reader("export", "tag:none", "--format", "json", "--archive", archive)
    assert (ran.status, ran.out) == (1, "")
    assert "no post matches" in ran.err


@pytest.mark.parametrize("name", ["gold.md", "gold.MD"])
def test_a_name_with_a_suffix_is_a_file(
    reader: Reader, archive: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    assert reader("export", "tag:gold", "--archive", archive, "--output", path).status == 0
    assert path.read_text() == reader("export", "tag:gold", "--archive", archive).out


def test_a_file_of_markdown_is_replaced_as_other_files_are(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gold.md"
    for _ in range(2):
        assert reader("export", "--archive", archive, "--output", path).status == 0
    assert [file for file in tmp_path.iterdir() if file.is_file()] == [path]


@pytest.mark.parametrize("name", ["new/", "new.md/", "empty", "empty.md"])
def test_a_folder_has_a_slash_behind_its_name_or_exists(
    reader: Reader, archive: Path, tmp_path: Path, name: str
) -> None:
    for each in ("empty", "empty.md"):
        (tmp_path / each).mkdir()
    output = f"{tmp_path}/{name}"
    assert reader("export", "tag:gold", "--archive", archive, "--output", output).status == 0
    assert (Path(output) / "_posts/2022-04-27-gold.md").is_file()


def test_what_may_be_either_is_refused_with_both_ways_to_write_it(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gold"
    ran = reader("export", "--archive", archive, "--output", path)
    assert (ran.status, path.exists()) == (2, False)
    assert f"write {path}/ for one file per post, or {path}.md for one file" in ran.err


@pytest.mark.parametrize("name", ["out/", "there"])
def test_a_format_of_one_file_takes_no_folder(
    reader: Reader, archive: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "there").mkdir()
    output = f"{tmp_path}/{name}"
    ran = reader("export", "--format", "html", "--archive", archive, "--output", output)
    assert (ran.status, ran.out) == (2, "")
    assert "html is written into one file" in ran.err


def test_the_suffix_tells_the_format(reader: Reader, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    assert reader("export", "tag:gold", "--archive", archive, "--output", path).status == 0
    assert path.read_text().startswith("id,date,title")
    assert reader("export", "--format", "md", "--archive", archive, "--output", path).status == 0
    assert path.read_text().startswith("---\n")


def test_an_empty_name_is_refused(reader: Reader, archive: Path) -> None:
    ran = reader("export", "--archive", archive, "--output", "")
    assert (ran.status, "the path is empty" in ran.err) == (2, True)


def test_text_has_title_metadata_and_a_line_per_paragraph(reader: Reader, archive: Path) -> None:
    out = reader("export", "tag:gold", "--format", "txt", "--archive", archive).out
    assert out == (
        "Gold rises\n2022-04-27 09:00+08:00 · news · asia · gold\n\nMetals\nGold rose.\n"
    )


def test_a_file_that_can_not_be_written_is_named_as_the_user_named_it(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    output = tmp_path / "nowhere" / "posts.html"
    ran = reader("export", "--archive", archive, "--output", output)
    assert (ran.status, ran.err) == (3, f"reader: {output}: no such file or directory\n")

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring
from zipfile import ZIP_STORED, ZipFile

ATOM = "{http://www.w3.org/2005/Atom}"
OPF = "{http://www.idpf.org/2007/opf}"
Reader = Callable[..., Any]


def test_a_folder_of_markdown_opens_as_the_same_posts(
    reader: Reader, archive: Path, tmp_path: Path
) -> None:
    (archive / "_config.yml").unlink()
    folder = tmp_path / "exported"
    assert reader("export", "--archive", archive, "--output", folder).status == 0
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
    assert exported == {**shown, "note": ""}


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

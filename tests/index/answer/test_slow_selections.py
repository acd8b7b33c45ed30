"""Patterns in texts: candidates come from the index, and a long search reports and can be ended."""

from pathlib import Path

import pytest
from support.archive_files import open_in_memory, open_indexed, posts, write_text

from reader.archive.query.parser import parse_query
from reader.archive.query.post_text import PostText
from reader.archive.repository import Progress, Repository, Stage
from reader.index.answer import selection as selections
from reader.index.post_files import PostFiles
from reader.posts.post import Post
from reader.state.reading_state import ReadingState

COUNT = 60
PATTERNS = ("黄.银行", "黄金|白银", "(黄|白)金?银", "黃金", "金.*行", "bank", "^黄", "不在", "-黄")


@pytest.fixture
def indexed(root: Path, cache: Path) -> Repository:
    for number in range(COUNT):
        word = ("黄金银行", "白银行情", "黄 金", "bank", "黃金")[number % 5]
        write_text(root, f"_posts/2022-01-{number % 28 + 1:02}-{number}.md", f"{word} {number}\n")
    repository = open_indexed(root, cache)
    repository.refresh()
    repository.read_texts()
    return repository


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the posts whose files a search has read."""
    paths: list[str] = []
    read_text = PostFiles.read_text

    def noting(files: PostFiles, path: str) -> PostText:
        paths.append(path)
        return read_text(files, path)

    monkeypatch.setattr(PostFiles, "read_text", noting)
    return paths


def names(found: list[Post]) -> list[str]:
    return [post.path for post in found]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_finds_what_it_finds_in_memory(
    root: Path, indexed: Repository, pattern: str
) -> None:
    reference = open_in_memory(root, ReadingState())
    reference.refresh()
    for query in (f"text:/{pattern}/", f"not text:/{pattern}/", f"银 or text:/{pattern}/"):
        assert names(posts(indexed, query)) == names(posts(reference, query))


def test_a_pattern_reads_only_files_that_hold_its_words_and_each_once(
    indexed: Repository, read: list[str]
) -> None:
    selection = indexed.select(parse_query("text:/黄.银行/"))
    selection.count()
    selection.complete()
    assert len(selection) == COUNT // 5
    assert len(read) == COUNT // 5


def test_a_search_that_is_cancelled_keeps_what_it_has_found_and_goes_on_later(
    indexed: Repository, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selections, "_SLOW_PATIENCE_SECONDS", -1)
    selection = indexed.select(parse_query("text:/./"))
    assert selection.is_slow
    assert (len(selection), selection.is_counted, read) == (0, False, [])
    selection.count(lambda: len(read) == 7)
    known = len(selection)
    assert 5 <= known <= 7
    assert not selection.is_counted
    first = selection.ids(0, known)
    selection.count()
    assert (len(selection), selection.is_counted) == (COUNT, True)
    assert selection.ids(0, known) == first
    assert len(read) == COUNT


def test_a_search_reports_how_many_texts_it_has_tested(
    indexed: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selections, "_SLOW_PATIENCE_SECONDS", -1)
    monkeypatch.setattr(selections, "_REPORT_SECONDS", 0)
    reports: list[Progress] = []
    indexed.select(parse_query("text:/白.行/")).complete(report=reports.append)
    assert [report.done for report in reports] == list(range(COUNT // 5))
    assert {(report.stage, report.total) for report in reports} == {(Stage.SEARCHING, COUNT // 5)}

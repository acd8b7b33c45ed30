"""Opening texts: in parts, from memory, ahead of time."""

import os
import queue
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.archive.catalogue.walk import FileStamp
from reader.config import Settings
from reader.errors import ReaderError
from reader.layout.line import Layout
from reader.layout.typesetting import PLAIN_TYPESETTING
from reader.posts.post import Post, PostId
from reader.session import OpenedPost, Session, open_session
from reader.ui.loaders.document_cache import DocumentCache, Setting
from reader.ui.loaders.document_loader import DocumentLoader, Receiver, ShownText

SETTING = Setting(60, PLAIN_TYPESETTING)
PAGE_POSTS = 40


class Opening:
    """A loader on a real archive, its event loop, and its answers in order."""

    def __init__(self, root: Path) -> None:
        self.session: Session = open_session(root, Settings(use_index=False))
        self.session.repository.refresh()
        self._calls: queue.Queue[Callable[[], object]] = queue.Queue()
        self._answers: list[ShownText] = []
        self.loader = DocumentLoader(self.session, self._calls.put)
        self.receiver = Receiver(self._answers.append, self._fail)

    def _fail(self, error: ReaderError) -> None:
        raise error

    def post(self, name: str) -> Post:
        return self.session.repository.find(name)

    def open(self, name: str, page: int = PAGE_POSTS) -> None:
        self.loader.open(self.post(name), SETTING, page, self.receiver)

    def first_answer(self) -> ShownText:
        """Return the next answer, without requesting the rest of its text."""
        while not self._answers:
            self._calls.get(timeout=60)()
        return self._answers.pop(0)

    def answer(self) -> ShownText:
        answer = self.first_answer()
        self.loader.finish()
        return answer


@pytest.fixture
def opening(archive: Path):
    text = "\n\n".join(f"第{n}段" + "黄金价格上涨。" * 20 for n in range(700))
    (archive / "_posts" / "2020-01-01-long.md").write_text(
        f"---\ntitle: Long\n---\n{text}\n", encoding="utf-8"
    )
    opening = Opening(archive)
    yield opening
    opening.loader.close()


def test_a_short_text_comes_whole(opening: Opening) -> None:
    opening.open("2022-04-28-1")
    answer = opening.answer()
    assert answer.layout.is_whole


def test_a_long_text_comes_first_in_part_and_then_whole(opening: Opening) -> None:
    opening.open("2020-01-01-long")
    part, whole = opening.answer(), opening.answer()
    assert not part.layout.is_whole
    assert whole.layout.is_whole
    assert whole.layout.lines[: len(part.layout.lines) - 2] == part.layout.lines[:-2]
    assert any("第699段" in line.text for line in whole.layout.lines)


def test_the_rest_of_a_long_text_waits_until_its_part_is_drawn(opening: Opening) -> None:
    opening.open("2020-01-01-long")
    assert not opening.first_answer().layout.is_whole
    opening.open("2022-04-28-1")
    assert opening.answer().opened.post.id == "2022-04-28-1"
    opening.open("2020-01-01-long")
    assert not opening.answer().layout.is_whole
    assert opening.answer().layout.is_whole


def test_only_the_text_that_was_asked_for_last_is_handed_over(opening: Opening) -> None:
    opening.open("2020-01-01-long")
    opening.open("2022-04-28-1")
    assert opening.answer().opened.post.id == "2022-04-28-1"


def test_the_rest_of_a_text_is_dropped_once_another_was_asked_for(opening: Opening) -> None:
    opening.open("2020-01-01-long")
    opening.answer()
    opening.open("2022-04-28-1")
    assert opening.answer().opened.post.id == "2022-04-28-1"


def test_the_part_of_a_long_text_fills_the_page(opening: Opening, archive: Path) -> None:
    links = "".join(f"[黄金](https://example.com/{'x' * 300}/{n}) " for n in range(200))
    path = archive / "_posts" / "2020-01-02-links.md"
    path.write_text(f"---\ntitle: Links\n---\n{links}\n", encoding="utf-8")
    opening.session.repository.refresh()
    for page in (2, 20):
        opening.open("2020-01-02-links", page)
        assert len(opening.answer().layout.lines) >= page


def test_a_text_seen_before_is_not_laid_out_again_until_its_file_changes(
    opening: Opening, archive: Path
) -> None:
    post = opening.post("2022-04-28-1")
    opening.open("2022-04-28-1")
    first = opening.answer().layout
    opening.open("2022-04-28-1")
    assert opening.answer().layout is first
    path = archive / post.path
    path.write_text(path.read_text(encoding="utf-8") + "\n更多。\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    opening.open("2022-04-28-1")
    assert any("更多" in line.text for line in opening.answer().layout.lines)


def test_another_width_is_laid_out_from_what_is_in_sight(opening: Opening) -> None:
    opening.open("2020-01-01-long")
    opening.answer()
    opened = opening.answer().opened
    opening.loader.lay_out(opened, Setting(30, PLAIN_TYPESETTING), 400, opening.receiver)
    part, whole = opening.answer().layout, opening.answer().layout
    assert part.first_block == 400
    assert part.lines[0].text.startswith("第400段")
    assert whole.is_whole
    assert whole.width_cells == 30


def change_unseen(path: Path, old: str, new: str) -> None:
    """Change a file without changing its stamp."""
    stamp = path.stat().st_mtime_ns
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(path, ns=(stamp, stamp))


def wait_for_fetched(opening: Opening) -> None:
    """Load another text, which is answered after all earlier prefetches."""
    opening.open("2020-01-01-long")
    while not opening.answer().layout.is_whole:
        pass


@pytest.mark.parametrize("paragraphs", [3, 700])
def test_a_fetched_text_is_not_read_again_when_it_is_asked_for(
    opening: Opening, archive: Path, paragraphs: int
) -> None:
    path = archive / "_posts" / "2020-01-03-next.md"
    body = "\n\n".join(f"第{n}段" + "黄金价格上涨。" * 20 for n in range(paragraphs))
    path.write_text(f"---\ntitle: Next\n---\n{body}\n", encoding="utf-8")
    opening.session.repository.refresh()
    opening.loader.fetch([opening.post("2020-01-03-next")], SETTING, PAGE_POSTS)
    wait_for_fetched(opening)
    change_unseen(path, "黄金", "白银")
    opening.open("2020-01-03-next")
    answers = [opening.answer()]
    while not answers[-1].layout.is_whole:
        answers.append(opening.answer())
    assert len(answers) == (1 if paragraphs == 3 else 2)
    assert all("黄金" in line.text for line in answers[0].layout.lines if "段" in line.text)
    assert f"第{paragraphs - 1}段黄金" in "".join(line.text for line in answers[-1].layout.lines)


def test_a_fetched_start_is_of_no_use_once_its_file_has_changed(
    opening: Opening, archive: Path
) -> None:
    path = archive / "_posts" / "2020-01-03-next.md"
    path.write_text("---\ntitle: Next\n---\n" + "黄金价格上涨。\n\n" * 9000, encoding="utf-8")
    opening.session.repository.refresh()
    opening.loader.fetch([opening.post("2020-01-03-next")], SETTING, PAGE_POSTS)
    wait_for_fetched(opening)
    path.write_text("---\ntitle: Next\n---\n白银。\n", encoding="utf-8")
    opening.open("2020-01-03-next")
    assert "白银" in "".join(line.text for line in opening.answer().layout.lines)


def entry(name: str, lines: int) -> tuple[OpenedPost, FileStamp, Layout]:
    from reader.document.nodes import Document
    from reader.layout.line import Line

    post = Post(PostId(name), f"{name}.md", name, None)
    return OpenedPost(post, Document(())), FileStamp(name, 1, 1), Layout((Line(),) * lines, 60)


def test_the_longest_unused_are_forgotten_beyond_so_many_lines() -> None:
    cache = DocumentCache(max_lines=100)
    for name in "abc":
        opened, stamp, layout = entry(name, 40)
        cache.keep(opened, stamp, SETTING, layout)
    kept = [cache.find(PostId(name), FileStamp(name, 1, 1), SETTING)[1] for name in "abc"]
    assert [layout is not None for layout in kept] == [False, True, True]


def test_a_text_too_long_to_be_kept_is_not(  # the shown post stays with its pane
) -> None:
    cache = DocumentCache(max_lines=100)
    opened, stamp, layout = entry("a", 101)
    cache.keep(opened, stamp, SETTING, layout)
    assert cache.find(PostId("a"), stamp, SETTING) == (None, None)

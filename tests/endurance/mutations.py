"""Posts with random changes, as damaged disks and broken scrapers leave them."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from support.archive_files import open_indexed
from support.hostile_bodies import HOSTILE_POSTS
from support.quirks import write_quirks

from endurance.figures import Figures
from reader.archive.query.model import EVERYTHING
from reader.config import Settings
from reader.layout.page import lay_out_post
from reader.layout.text.cells import cell_width
from reader.paths import bundled
from reader.session import open_session

MAX_BYTES = 20_000
PIECES = (b"---\n", b"\xff", b"\x00", b"\n", b"<", b"```\n", b"| a |\n", b"[", b"{% raw %}", b'"')


def originals() -> list[bytes]:
    """Return the posts to be mutated: the samples, the quirks and the hostile ones."""
    with tempfile.TemporaryDirectory() as folder:
        write_quirks(Path(folder))
        places = [bundled("sample_posts"), Path(folder)]
        files = [file for place in places for file in sorted(place.rglob("*.md"))]
        texts = [file.read_bytes()[:MAX_BYTES] for file in files if file.is_file()]
    return [*texts, *(text.encode() for text in HOSTILE_POSTS.values())]


def _cut(data: bytearray, place: int, draw: random.Random) -> None:
    del data[place : place + draw.randrange(200)]


def _repeat(data: bytearray, place: int, draw: random.Random) -> None:
    data[place:place] = data[place : place + draw.randrange(50)] * draw.randrange(20)


def _flip(data: bytearray, place: int, draw: random.Random) -> None:
    data[place : place + 1] = bytes([draw.randrange(256)])


def _put_in(data: bytearray, place: int, draw: random.Random) -> None:
    data[place:place] = draw.choice(PIECES) * draw.choice((1, 1, 1, 50))


def _end(data: bytearray, place: int, draw: random.Random) -> None:
    del data[place:]


_CHANGES: tuple[Callable[[bytearray, int, random.Random], None], ...] = (
    *(_cut, _repeat, _flip, _flip, _flip, _put_in, _put_in, _end),
)


def mutated(text: bytes, draw: random.Random) -> bytes:
    """Return a text with one to eight changes."""
    data = bytearray(text)
    for _ in range(draw.randrange(1, 9)):
        draw.choice(_CHANGES)(data, draw.randrange(len(data) + 1), draw)
    return bytes(data)


def open_mutated_posts(seed: int, figures: Figures, count: int = 50) -> None:
    """List mutated posts in memory and with an index, and lay out each.

    Raises:
        AssertionError: One is missing, or a line is too wide.
    """
    draw = random.Random(seed)
    texts = originals()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve() / "archive"
        (root / "_posts").mkdir(parents=True)
        for number in range(count):
            file = root / f"_posts/2022-04-{number % 28 + 1:02}-{number:04}.md"
            file.write_bytes(mutated(draw.choice(texts), draw))
        session = open_session(root, Settings(use_index=False))
        session.repository.refresh()
        selection = session.repository.select(EVERYTHING)
        posts = selection.rows(0, len(selection))
        assert len(posts) == count
        for post in posts:
            figures.counts["mutated posts"] += 1
            opened = session.open_post(post.id)
            width = draw.randrange(2, 120)
            page = lay_out_post(opened.post, opened.document, width, session.typesetting)
            is_scrolled = session.typesetting.scrolls_wide_blocks
            widest = max((cell_width(line.text) for line in page.lines), default=0)
            assert is_scrolled or widest <= width
        session.state_file.close()
        indexed = open_indexed(root, root.parent / "cache")
        indexed.refresh()
        indexed.read_texts()
        assert len(indexed.select(EVERYTHING)) == count

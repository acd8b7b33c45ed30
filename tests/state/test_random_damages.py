"""Random damage of the file: never silent, never an exception, no more lost than was damaged.

For a longer run by hand raise `DAMAGES`.
"""

import random
import shutil
from pathlib import Path

import pytest
from support.reading_states import MANY, copies_in, make_state, opened, values_of, write_back_log

from reader.posts.post import PostId
from reader.state.file.page_rows import read_rows
from reader.state.records import Mark

DAMAGES = 60
PAGE_BYTES = 4096
KINDS = ("flip", "flips", "zeros", "noise", "cut", "swap", "old page", "empty", "gone")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A state of which a copy was made before the latest changes."""
    path = make_state(tmp_path / "data")
    before = opened(path.parent)
    shutil.copy(path, tmp_path / "old")
    before.state.set_mark(Mark.STARRED, MANY[300:500], is_set=False)
    for number in range(300):
        before.state.set_mark(Mark.READ, [PostId(f"2022-05-01-{number:05}")], is_set=True)
    assert before.finish() == ""
    write_back_log(path)
    assert copies_in(path.parent)
    return path


def damage(draw: random.Random, kind: str, path: Path, old: bytes) -> set[int]:
    """Damage a file; return the pages that were touched, from 0."""
    data = bytearray(path.read_bytes())
    count = len(data) // PAGE_BYTES
    pages = [slice(page * PAGE_BYTES, (page + 1) * PAGE_BYTES) for page in range(count)]
    touched = set(draw.sample(range(1, count), draw.randint(1, 3)))
    match kind:
        case "flip" | "flips":
            places = draw.sample(range(100, len(data)), 1 if kind == "flip" else 3)
            touched = {place // PAGE_BYTES for place in places}
            for place in places:
                data[place] ^= 1 << draw.randrange(8)
        case "zeros" | "noise":
            for page in touched:
                zeros = kind == "zeros"
                data[pages[page]] = bytes(PAGE_BYTES) if zeros else draw.randbytes(PAGE_BYTES)
        case "cut":
            size = draw.randrange(1, len(data))
            touched = set(range(size // PAGE_BYTES, count))
            del data[size:]
        case "swap":
            one, two = draw.sample(range(count), 2)
            touched = {one, two}
            data[pages[one]], data[pages[two]] = data[pages[two]], data[pages[one]]
        case "old page":
            page = draw.randrange(len(old) // PAGE_BYTES)
            touched = {page}
            data[pages[page]] = old[pages[page]]
        case _:
            touched = set(range(count))
            data.clear()
    path.write_bytes(data)
    if kind == "gone":
        path.unlink()
    return touched


def names_without(path: Path, data: bytes, pages: set[int]) -> set[tuple[str, str, str]]:
    """Return field, post and value of the latest records that stand on other pages."""
    rest = bytearray(data)
    for page in pages:
        rest[page * PAGE_BYTES : (page + 1) * PAGE_BYTES] = bytes(PAGE_BYTES)
    path.write_bytes(rest)
    latest: dict[tuple[bytes, bytes], tuple[int, bytes]] = {}
    for table, row in read_rows(path).rows:
        if table.name == "records":
            _, field, post, value, at_us, _ = map(bytes_or_number, row)
            known = latest.get((field, post), (0, b""))
            latest[field, post] = max(known, (at_us, value))
    return {
        (field.decode(), post.decode(), value.decode())
        for (field, post), (_, value) in latest.items()
    }


def bytes_or_number(value):
    return value if isinstance(value, int) else bytes(value)


@pytest.mark.parametrize("has_copy", [True, False])
def test_damage_is_said_and_costs_only_what_was_on_the_damaged_pages(
    tmp_path: Path, path: Path, has_copy: bool
) -> None:
    sound, old = path.read_bytes(), (tmp_path / "old").read_bytes()
    truth = values_of(opened(path.parent).state)
    at_copy = set(values_of(opened(path.parent).state)) & {("starred", post) for post in MANY}
    draw = random.Random(20)
    for number in range(DAMAGES // 2):
        kind = KINDS[number % len(KINDS)]
        folder = tmp_path / f"{number}"
        shutil.copytree(path.parent, folder)
        if not has_copy:
            for copy in copies_in(folder):
                copy.unlink()
        touched = damage(draw, kind, folder / path.name, old)
        session = opened(folder)
        found = values_of(session.state)
        session.close()
        assert not found.keys() - truth.keys(), kind
        differing = {key for key, value in truth.items() if found.get(key) != value}
        assert session.notice or not differing, kind
        spared = names_without(tmp_path / "rest", sound, touched)
        assert not {key for key in differing if (*key, truth[key]) in spared}, kind
        if has_copy:
            assert at_copy <= found.keys(), kind
        again = opened(folder)
        assert (values_of(again.state), again.notice) == (found, ""), kind
        again.close()
        shutil.rmtree(folder)

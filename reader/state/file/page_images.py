"""The pages of a file and of its write-ahead log, read without SQLite.

Source: https://www.sqlite.org/fileformat2.html, chapters 1.3 (the header) and 4 (the log).
"""

import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_USUAL_PAGE_BYTES = 4096
_PAGE_SIZES = {1 << power for power in range(9, 17)}
_LOG_MAGICS = {0x377F0682: "<", 0x377F0683: ">"}
"""What a log begins with, and the order of the bytes in which its checksums are counted."""
_LOG_HEADER_BYTES = 32
_FRAME_HEADER_BYTES = 24


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as it was once written to the log."""

    number: int
    """Of the page, from 1."""
    image: bytes
    is_committed: bool
    """Whether SQLite would read it: nothing before it is damaged, and its commit is whole."""
    size_pages: int
    """How large the file was after its commit; 0 in a frame that ends none."""


@dataclass(frozen=True, slots=True)
class PageImages:
    """What is there of a file and its log, sound or not."""

    page_bytes: int
    pages: Sequence[bytes]
    """Those of the file, page 1 first; the last may be cut short."""
    frames: Sequence[Frame]
    """Those of the log, in the order in which they were written."""

    def newest_first(self) -> Iterator[bytes]:
        """Yield every image that there is of every page."""
        for frame in reversed(self.frames):
            yield frame.image
        yield from reversed(self.pages)

    def images_of(self, number: int) -> Iterator[bytes]:
        """Yield the images of one page, the newest first."""
        for frame in reversed(self.frames):
            if frame.number == number:
                yield frame.image
        if 0 < number <= len(self.pages):
            yield self.pages[number - 1]


def read_page_images(path: Path) -> PageImages:
    """Read a file and its log as far as they are there.

    Raises:
        OSError: One of them is there and can't be read.
    """
    data, log = _bytes_of(path), _bytes_of(path.with_name(f"{path.name}-wal"))
    page_bytes = _page_bytes(data)
    pages = [data[start : start + page_bytes] for start in range(0, len(data), page_bytes)]
    return PageImages(page_bytes, pages, list(_frames(log, page_bytes)))


def whole_image(path: Path) -> bytes:
    """Return a file with what its log adds to it, as a file that needs no log.

    Raises:
        OSError: It can't be read.
    """
    images = read_page_images(path)
    pages = list(images.pages)
    for frame in images.frames:
        if frame.is_committed:
            pages += [bytes(images.page_bytes)] * (frame.number - len(pages))
            pages[frame.number - 1] = frame.image
            if frame.size_pages:
                del pages[frame.size_pages :]
    whole = bytearray(b"".join(pages))
    whole[18:20] = b"\1\1"  # no log is to be looked for
    return bytes(whole)


def _bytes_of(path: Path) -> bytes:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return b""


def _page_bytes(data: bytes) -> int:
    """Return the size of a file's pages; the usual one where the header is damaged."""
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    is_sound = data.startswith(_MAGIC) and size in _PAGE_SIZES
    return size if is_sound else _USUAL_PAGE_BYTES


def _frames(log: bytes, page_bytes: int) -> Iterator[Frame]:
    """Yield the frames since the log was begun again, whole commits marked as such."""
    if len(log) < _LOG_HEADER_BYTES:
        return
    magic, _, _, _, salt_1, salt_2, sum_1, sum_2 = struct.unpack(">8I", log[:_LOG_HEADER_BYTES])
    order = _LOG_MAGICS.get(magic, "<")
    sums = _log_sums(log[: _LOG_HEADER_BYTES - 8], order, (0, 0))
    is_sound = magic in _LOG_MAGICS and sums == (sum_1, sum_2)
    commit: list[Frame] = []
    for start in range(_LOG_HEADER_BYTES, len(log), _FRAME_HEADER_BYTES + page_bytes):
        header, image = (
            log[start : start + _FRAME_HEADER_BYTES],
            log[start + _FRAME_HEADER_BYTES : start + _FRAME_HEADER_BYTES + page_bytes],
        )
        if len(image) < page_bytes:
            break
        number, size_pages, *rest = struct.unpack(">6I", header)
        sums = _log_sums(header[:8] + image, order, sums) if is_sound else sums
        is_sound = is_sound and rest == [salt_1, salt_2, *sums] and number > 0
        commit.append(Frame(number, image, is_sound, size_pages))
        if size_pages and is_sound:
            yield from commit
            commit = []
    for frame in commit:
        yield Frame(frame.number, frame.image, is_committed=False, size_pages=0)


def _log_sums(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """Return the checksums of a log, counted on over more data."""
    first, second = sums
    numbers = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(numbers[::2], numbers[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second

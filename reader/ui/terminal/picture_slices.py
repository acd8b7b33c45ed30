"""Images as sixels or iTerm2's inline images, cut into slices of one row each.

In the text, a row of cells represents its slice: one private character that names it, and fillers.
On output, blanks replace them and the slice is drawn over the blanks. So an image scrolls, is
covered and reappears as text does, whatever draws the screen.

Source: DEC's VT340 programmer reference, chapter 14 (sixel graphics); iTerm2's documentation of
its inline images protocol.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_SLICES = 65_000
"""Number of distinct slice names."""
_FIRST_NAME = 0x100000
_FILLER = "\U0010fffd"
_PLACE = re.compile(f"[\U00100000-\U0010fffc]{_FILLER}*|{_FILLER}+")
_COLORS = 128
_BAND_ROWS = 6
"""Rows of pixels in a sixel."""
_RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)


def place_slices(first: int, rows: int, columns: int) -> tuple[Strip, ...]:
    """Return the cells that represent slices, numbered from `first`."""
    return tuple(
        Strip([Segment(name_of_slice(first + row) + _FILLER * (columns - 1))], columns)
        for row in range(rows)
    )


def name_of_slice(number: int) -> str:
    """Return the character that names a slice; names repeat after `MAX_SLICES`."""
    return chr(_FIRST_NAME + number % MAX_SLICES)


def put_in_slices(data: str, slices: Mapping[str, str]) -> str:
    """Return terminal output with slices in place of their names.

    Args:
        data: Output of Textual.
        slices: Sequence that draws each slice at the cursor, by name. Other private characters
            stay.
    """

    def put_in(match: re.Match[str]) -> str:
        cells, name = len(match[0]), match[0][0]
        if name == _FILLER:  # its name is covered
            return " " * cells
        if name not in slices:
            return match[0]
        back, on = f"\x1b[{cells}D\x1b7", f"\x1b8\x1b[{cells}C"
        return f"{' ' * cells}{back}{slices[name]}{on}"

    return _PLACE.sub(put_in, data)


def iterm2_slices(image: Image, columns: int, rows: int, cell: tuple[int, int]) -> Iterator[str]:
    """Yield the sequence that draws each row of an image, for iTerm2, WezTerm and compatible ones.

    Args:
        image: The image.
        columns: Width in cells.
        rows: Height in cells.
        cell: Width and height of a cell in pixels.
    """
    width, height = columns * cell[0], cell[1]
    whole = image.resize((width, rows * height))
    for row in range(rows):
        file = io.BytesIO()
        whole.crop((0, row * height, width, (row + 1) * height)).save(file, "PNG")
        payload = base64.standard_b64encode(file.getvalue()).decode("ascii")
        size = f"size={len(file.getvalue())};width={columns};height=1;preserveAspectRatio=0"
        yield f"\x1b]1337;File=inline=1;{size}:{payload}\x07"


def sixel_slices(image: Image, columns: int, rows: int, cell: tuple[int, int]) -> Iterator[str]:
    """Yield the sequence that draws each row of an image as sixels; arguments as above."""
    width, height = columns * cell[0], cell[1]
    whole = image.resize((width, rows * height)).quantize(_COLORS)
    palette, pixels = whole.getpalette() or [], whole.tobytes()
    for row in range(rows):
        yield _sixels(pixels[row * height * width : (row + 1) * height * width], width, palette)


def _sixels(pixels: bytes, width: int, palette: Sequence[int]) -> str:
    """Return paletted pixels as a sixel image that leaves its surroundings unchanged."""
    height = len(pixels) // width
    used = sorted(set(pixels))
    colors = "".join(_color(number, palette) for number in used)
    bands = (
        _band(pixels[start * width : (start + _BAND_ROWS) * width], width)
        for start in range(0, height, _BAND_ROWS)
    )
    return f'\x1bP0;1q"1;1;{width};{height}{colors}{"-".join(bands)}\x1b\\'


def _color(number: int, palette: Sequence[int]) -> str:
    red, green, blue = (round(value * 100 / 255) for value in palette[3 * number : 3 * number + 3])
    return f"#{number};2;{red};{green};{blue}"


def _band(pixels: bytes, width: int) -> str:
    """Return up to six rows of pixels, colour by colour."""
    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    return "$".join(_of_color(rows, width, color) for color in sorted(set(pixels)))


def _of_color(rows: Sequence[bytes], width: int, color: int) -> str:
    """Return the pixels of a colour: a character per column, one bit per row from the top."""
    bits = 0
    for index, row in enumerate(rows):
        is_there = bytes(1 << index if value == color else 0 for value in range(256))
        bits |= int.from_bytes(row.translate(is_there), "big")
    sixels = bits.to_bytes(width, "big").translate(bytes((n + 63) % 256 for n in range(256)))
    runs = _RUN.sub(lambda run: b"!%d%s" % (len(run[0]), run[1]), sixels.rstrip(b"?"))
    return f"#{color}{runs.decode('ascii')}"

"""Images as lines of a text: half blocks, or cells that the terminal's graphics cover.

Source: Unicode block elements (``▀``); kitty's graphics protocol, *Unicode placeholders*.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.errors import PictureError
from reader.messages.language import gettext as _
from reader.ui.terminal.graphics import DEFAULT_CELL
from reader.ui.terminal.picture_slices import (
    iterm2_slices,
    name_of_slice,
    place_slices,
    sixel_slices,
)

if TYPE_CHECKING:
    from PIL.Image import Image

_MAX_PIXELS = 60_000_000
"""Maximum pixels of an image; decoding a larger one takes hundreds of megabytes."""
_UPPER_HALF = "▀"
_COLOR_STEP = 8
"""Colours are rounded to multiples of this, so that similar neighbours are sent as one."""
_PLACEHOLDER = "\U0010eeee"
_ROW_MARKS = [
    *(0x305, 0x30D, 0x30E, 0x310, 0x312, 0x33D, 0x33E, 0x33F, 0x346, 0x34A, 0x34B, 0x34C),
    *(0x350, 0x351, 0x352, 0x357, 0x35B, 0x363, 0x364, 0x365, 0x366, 0x367, 0x368, 0x369),
    *(0x36A, 0x36B, 0x36C, 0x36D, 0x36E, 0x36F, 0x483, 0x484, 0x485, 0x486, 0x487, 0x592),
    *(0x593, 0x594, 0x595, 0x597, 0x598, 0x599, 0x59C, 0x59D, 0x59E, 0x59F, 0x5A0, 0x5A1),
]
MAX_ROWS = len(_ROW_MARKS)
_CHUNK_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn image: one strip per row."""

    rows: tuple[Strip, ...]
    setup: str = ""
    """Data to send to the terminal first; may be empty."""
    slices: Mapping[str, str] = field(default_factory=dict)
    """Sequences that draw its slices, by slice name; see `picture_slices`."""


def decode_image(data: bytes) -> Image:
    """Return the first frame of an image, upright and without transparency.

    Raises:
        PictureError: Not an image, too large, or Pillow is not installed.
    """
    try:
        from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - 50 ms, optional
    except ImportError as error:
        raise PictureError(
            _("images need Pillow; install it with: {command}").format(
                command="pip install 'terminal-news-reader[images]'"
            )
        ) from error
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MAX_PIXELS:
                raise PictureError(
                    _("image too large: {width} × {height}").format(
                        width=image.width, height=image.height
                    )
                )
            image.draft("RGB", (1600, 1600))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except UnidentifiedImageError as error:
        raise PictureError(_("not a readable image")) from error
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureError(_("can't read the image: {reason}").format(reason=error)) from error
    ground = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(ground, upright).convert("RGB")


def fitting_cells(
    image: Image, max_columns: int, max_rows: int, cell: tuple[int, int] = (1, 2)
) -> tuple[int, int]:
    """Return columns and rows, at least 1 each, that keep an image's aspect ratio.

    Args:
        image: The image; it is never enlarged.
        max_columns: Maximum width.
        max_rows: Maximum height.
        cell: Width and height of a cell in pixels of the drawn image.
    """
    columns = min(max_columns, -(-image.width // cell[0]))
    rows = columns * cell[0] * image.height / image.width / cell[1]
    max_rows = min(max_rows, MAX_ROWS)
    if rows > max_rows:
        columns, rows = int(columns * max_rows / rows), max_rows
    return max(columns, 1), max(round(rows), 1)


def draw_half_blocks(image: Image, columns: int, rows: int) -> Picture:
    """Return an image in coloured half blocks, two pixels per cell."""
    pixels = image.resize((columns, 2 * rows)).tobytes()
    return Picture(tuple(_strip(pixels, row, columns) for row in range(rows)))


def _strip(pixels: bytes, row: int, columns: int) -> Strip:
    upper = _colors(pixels, 2 * row, columns)
    lower = _colors(pixels, 2 * row + 1, columns)
    segments: list[Segment] = []
    before: tuple[int, int] | None = None
    for colors in zip(upper, lower, strict=True):
        if colors == before:
            last = segments[-1]
            segments[-1] = Segment(last.text + _UPPER_HALF, last.style)
        else:
            segments.append(Segment(_UPPER_HALF, _style(*colors)))
        before = colors
    return Strip(segments, columns)


def _colors(pixels: bytes, row: int, columns: int) -> Iterator[int]:
    for offset in range(3 * row * columns, 3 * (row + 1) * columns, 3):
        red, green, blue = (
            min(round(value / _COLOR_STEP) * _COLOR_STEP, 255)
            for value in pixels[offset : offset + 3]
        )
        yield red << 16 | green << 8 | blue


def _style(upper: int, lower: int) -> Style:
    return Style(color=_color(upper), bgcolor=_color(lower))


def _color(value: int) -> Color:
    return Color.from_rgb(value >> 16, value >> 8 & 255, value & 255)


def draw_for_kitty(image: Image, columns: int, rows: int, number: int) -> Picture:
    """Return an image as kitty's placeholders, and the data to send first.

    Args:
        image: The image.
        columns: Width in cells.
        rows: Height in cells.
        number: The terminal's id of the image, from 1 to 2²⁴ - 1.
    """
    small = image.copy()
    small.thumbnail((columns * DEFAULT_CELL[0], rows * DEFAULT_CELL[1]))
    file = io.BytesIO()
    small.save(file, "PNG")
    style = Style(color=_color(number))
    strips = tuple(
        Strip([Segment(_placeholders(row, columns), style)], columns) for row in range(rows)
    )
    placement = f"\x1b_Ga=p,U=1,i={number},c={columns},r={rows},q=2\x1b\\"
    return Picture(strips, "".join(_transmit(file.getvalue(), number)) + placement)


def _placeholders(row: int, columns: int) -> str:
    """Return a row of placeholder cells; those after the first continue its column count."""
    marks = chr(_ROW_MARKS[row]) + chr(_ROW_MARKS[0])
    return _PLACEHOLDER + marks + _PLACEHOLDER * (columns - 1)


def _transmit(png: bytes, number: int) -> Iterator[str]:
    payload = base64.standard_b64encode(png).decode("ascii")
    for start in range(0, len(payload), _CHUNK_BYTES):
        is_last = start + _CHUNK_BYTES >= len(payload)
        head = f"a=t,f=100,i={number},q=2," if start == 0 else ""
        yield f"\x1b_G{head}m={int(not is_last)};{payload[start : start + _CHUNK_BYTES]}\x1b\\"


def draw_in_slices(
    image: Image, columns: int, rows: int, number: int, cell: tuple[int, int], *, is_sixel: bool
) -> Picture:
    """Return an image in slices, as sixels or as iTerm2's inline images.

    Args:
        image: The image.
        columns: Width in cells.
        rows: Height in cells.
        number: Unique among the shown images.
        cell: Width and height of a cell in pixels.
        is_sixel: True for sixels, False for iTerm2.
    """
    draw = sixel_slices if is_sixel else iterm2_slices
    first = number * MAX_ROWS
    slices = {
        name_of_slice(first + row): drawn
        for row, drawn in enumerate(draw(image, columns, rows, cell))
    }
    return Picture(place_slices(first, rows, columns), slices=slices)

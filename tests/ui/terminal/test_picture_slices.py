"""Images in slices: their cells in a text, and the result in a terminal."""

import base64
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader.ui.terminal.picture_slices import (
    iterm2_slices,
    name_of_slice,
    place_slices,
    put_in_slices,
    sixel_slices,
)
from reader.ui.terminal.pictures import draw_in_slices, fitting_cells

CELL = (4, 9)


def decoded(sixels: str) -> Image.Image:
    """Return the pixels that a terminal draws for a sixel image; the others are black."""
    found = re.fullmatch(r'\x1bP0;1q"1;1;(\d+);(\d+)(.*)\x1b\\', sixels, re.DOTALL)
    assert found
    image = Image.new("RGB", (int(found[1]), int(found[2])))
    colors: dict[str, tuple[int, ...]] = {}
    color, column, top = (0, 0, 0), 0, 0
    for token in re.finditer(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)(.)|([$-])|([?-~])", found[3]):
        number, *shares, times, repeated, move, single = token.groups()
        if number and shares[0]:
            colors[number] = tuple(round(int(share) * 255 / 100) for share in shares)
        elif number:
            color = colors[number]
        elif move:
            column, top = 0, top + 6 * (move == "-")
        else:
            bits, end = ord(repeated or single) - 63, column + int(times or 1)
            for row in range(6):
                if bits >> row & 1:
                    image.paste(color, (column, top + row, end, top + row + 1))
            column = end
    return image


def striped() -> Image.Image:
    image = Image.new("RGB", (40, 45), "red")
    image.paste((0, 255, 0), (10, 12, 30, 31))
    image.paste((0, 0, 255), (39, 44, 40, 45))
    return image


def test_sixels_draw_every_pixel_of_an_image_row_by_row() -> None:
    image = striped()
    slices = list(sixel_slices(image, 10, 5, CELL))
    drawn = Image.new("RGB", image.size)
    for row, sixels in enumerate(slices):
        drawn.paste(decoded(sixels), (0, row * CELL[1]))
    assert drawn.tobytes() == image.tobytes()


def test_iterm2_is_sent_each_row_as_an_image_of_one_cell_in_height() -> None:
    slices = list(iterm2_slices(striped(), 10, 5, CELL))
    assert len(slices) == 5
    for row, drawn in enumerate(slices):
        head, _, payload = drawn.removesuffix("\x07").partition(":")
        data = base64.b64decode(payload)
        assert head.startswith("\x1b]1337;File=inline=1;")
        assert f"size={len(data)};width=10;height=1;preserveAspectRatio=0" in head
        with Image.open(io.BytesIO(data)) as part:
            wanted = striped().crop((0, 9 * row, 40, 9 * row + 9))
            assert part.convert("RGB").tobytes() == wanted.tobytes()


def test_a_slice_is_drawn_over_blanks_and_leaves_the_cursor_behind_them() -> None:
    (strip,) = place_slices(7, 1, 5)
    assert strip.cell_length == 5
    sent = put_in_slices(f"a{strip.text}b", {name_of_slice(7): "<image>"})
    assert sent == "a     \x1b[5D\x1b7<image>\x1b8\x1b[5Cb"


@pytest.mark.parametrize(
    ("cut", "sent"),
    [
        (slice(0, 3), "   \x1b[3D\x1b7<image>\x1b8\x1b[3C"),
        (slice(2, 5), "   "),
    ],
)
def test_of_a_covered_slice_no_filler_is_seen(cut: slice, sent: str) -> None:
    (strip,) = place_slices(7, 1, 5)
    assert put_in_slices(strip.text[cut], {name_of_slice(7): "<image>"}) == sent


@given(st.text())
def test_what_is_no_slice_is_sent_as_it_is(text: str) -> None:
    if "\U0010fffd" not in text:
        assert put_in_slices(text, {}) == text


def test_slices_of_two_images_have_names_of_their_own() -> None:
    first = draw_in_slices(striped(), 10, 5, 1, CELL, is_sixel=True)
    second = draw_in_slices(striped(), 10, 5, 2, CELL, is_sixel=False)
    assert len(first.rows) == len(first.slices) == 5
    assert [row.text[0] for row in first.rows] == list(first.slices)
    assert not first.slices.keys() & second.slices.keys()


def test_an_image_takes_as_many_cells_as_it_has_pixels_for() -> None:
    image = Image.new("RGB", (40, 45))
    assert fitting_cells(image, 80, 40, CELL) == (10, 5)
    assert fitting_cells(image, 5, 40, CELL) == (5, 2)
    assert fitting_cells(image, 80, 2, CELL) == (4, 2)

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reader.document.parsing import parse_body
from reader.errors import PictureError
from reader.layout.layout import lay_out
from reader.ui.terminal.pictures import (
    MAX_ROWS,
    decode_image,
    draw_for_kitty,
    draw_half_blocks,
    fitting_cells,
)


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@given(st.integers(1, 4000), st.integers(1, 4000), st.integers(1, 200), st.integers(1, 100))
def test_an_image_fits_into_the_cells_there_are(
    width: int, height: int, columns: int, rows: int
) -> None:
    got_columns, got_rows = fitting_cells(Image.new("1", (width, height)), columns, rows)
    assert 1 <= got_columns <= columns
    assert 1 <= got_rows <= min(rows, MAX_ROWS) + 1


def test_a_cell_holds_two_pixels_one_above_the_other() -> None:
    image = Image.new("RGB", (1, 2), (248, 0, 0))
    image.putpixel((0, 1), (0, 0, 248))
    (row,) = draw_half_blocks(image, 1, 1).rows
    (segment,) = row
    assert segment.text == "▀"
    assert segment.style.color.triplet == (248, 0, 0)
    assert segment.style.bgcolor.triplet == (0, 0, 248)


def test_cells_that_look_alike_are_one_segment() -> None:
    (row,) = draw_half_blocks(Image.new("RGB", (9, 2), "white"), 9, 1).rows
    assert [segment.text for segment in row] == ["▀" * 9]


def test_kitty_gets_the_image_once_and_cells_that_stand_for_it() -> None:
    picture = draw_for_kitty(Image.new("RGB", (40, 40), "red"), 8, 4, 7)
    assert picture.setup.startswith("\x1b_Ga=t,f=100,i=7,q=2,m=0;")
    assert picture.setup.endswith("\x1b_Ga=p,U=1,i=7,c=8,r=4,q=2\x1b\\")
    assert [row.cell_length for row in picture.rows] == [8] * 4
    assert all(row.text.count("\U0010eeee") == 8 for row in picture.rows)


def test_transparency_becomes_white() -> None:
    image = decode_image(png(Image.new("RGBA", (1, 1), (0, 0, 0, 0))))
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_half_an_image_says_so() -> None:
    noise = Image.effect_noise((100, 100), 50)
    with pytest.raises(PictureError, match="can't read the image"):
        decode_image(png(noise)[:4000])


def test_an_image_of_a_billion_pixels_is_not_decoded() -> None:
    header = b"P5 40000 40000 255\n" + bytes(10)
    with pytest.raises(PictureError):
        decode_image(header)


def test_without_the_library_one_sentence_tells_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(PictureError, match="images need Pillow"):
        decode_image(b"")


def test_room_in_a_text_moves_what_is_below_it() -> None:
    layout = lay_out(parse_body("# A\n\ntext\n\n# B\n\n[to b](#b)"), 40)
    roomy = layout.with_room(3, 5)
    assert len(roomy.lines) == len(layout.lines) + 5
    before, after = layout.headings[1].line, roomy.headings[1].line
    assert after == before + 5
    assert roomy.lines[after] == layout.lines[before]
    assert roomy.headings[0] == layout.headings[0]
    assert roomy.anchors["#b"] == layout.anchors["#b"] + 5

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.layout.text.cells import cell_width
from reader.ui.terminal.output_encoding import (
    in_ascii,
    plainer,
    terminal_encoding,
    use_for_terminal,
)

OWN_SIGNS = "▸▹●★▌▾│─…⏎┌┐└┘├┤┬┴┼═▶◆◇◦•✓✗☐☑█▆▁▀⇧⌥⌫←→↑↓›"


def written(text: str, encoding: str) -> bytes:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    use_for_terminal(stream)
    stream.write(text)
    stream.flush()
    return raw.getvalue()


def test_what_the_encoding_has_is_written_as_it_is() -> None:
    assert written("● 黄金 │", "gbk") == "● 黄金 │".encode("gbk")
    assert written("▸ ● 黄金 ❤️", "utf-8") == "▸ ● 黄金 ❤️".encode()


@pytest.mark.parametrize(
    ("encoding", "drawn"),
    [
        ("gbk", "> ● ★ ▌ │ ─ … <".encode("gbk")),
        ("iso-8859-1", "» o * | | - . ¶".encode("latin-1")),
        ("ascii", b"> o * | | - . <"),
    ],
)
def test_our_signs_are_drawn_with_what_the_encoding_has(encoding: str, drawn: bytes) -> None:
    assert written("▸ ● ★ ▌ │ ─ … ⏎", encoding) == drawn


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "gbk", "big5", "euc-jp", "cp437"])
def test_no_sign_of_ours_is_a_question_mark(encoding: str) -> None:
    for sign in OWN_SIGNS:
        assert b"?" not in written(sign, encoding), sign


def test_frames_keep_their_corners() -> None:
    assert written("┌─┐ ╭╮ ├┼┤", "ascii") == b"+-+ ++ +++"


def test_letters_lose_their_diacritics_before_they_are_lost() -> None:
    assert written("é m² Ａ", "ascii") == b"e m2 A "


def test_everything_else_is_as_many_question_marks_as_columns() -> None:
    assert written("黄a中", "ascii") == b"??a??"
    assert written("x\u0301", "ascii") == b"x"


@given(st.characters(codec="utf-8", exclude_categories=["Cc"]))
def test_columns_stay(character: str) -> None:
    for encoding in ("ascii", "gbk", "big5"):
        assert cell_width(plainer(character, encoding)) == cell_width(character)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "utf-32-le", "cp037"])
def test_an_encoding_that_breaks_escape_sequences_is_not_used(encoding: str) -> None:
    assert terminal_encoding(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) == "ascii"
    assert written("\x1b[1mé▸", encoding) == b"\x1b[1me>"


def test_frames_and_marks_are_drawn_in_ascii_and_words_stay() -> None:
    assert in_ascii("┌─┐ ● ★ ▸ │ 黄金价格“涨”，… ▆▁") == "+-+ o * > | 黄金价格“涨”，. #-"


def test_signs_of_one_place_differ_in_ascii() -> None:
    for signs in ("●★▸▌", "✓✗", "☑☐", "▸▾", "▆▁", "◆◇▸", "▲▼", "•◦"):
        assert len({in_ascii(sign) for sign in signs}) == len(signs), signs


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_columns_stay_in_ascii(text: str) -> None:
    assert cell_width(in_ascii(text)) == cell_width(text)

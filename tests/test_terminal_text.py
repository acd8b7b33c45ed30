import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.terminal_text import clean_line, clean_text, without_sequences

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)
"""Any code points at all, lone surrogates and noncharacters among them."""
BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(ANY_TEXT)
@settings(deadline=None)
def test_cleaned_text_holds_nothing_that_a_terminal_acts_on(text: str) -> None:
    for character in clean_text(text):
        assert character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}
        assert character not in BIDI_CONTROLS
        assert character not in "\u2028\u2029"
        assert ord(character) & 0xFFFE != 0xFFFE
        assert not 0xFDD0 <= ord(character) <= 0xFDEF


@given(ANY_TEXT)
@settings(deadline=None)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
@settings(deadline=None)
def test_a_cleaned_line_is_one_line_without_outer_spaces(text: str) -> None:
    line = clean_line(text)
    assert not re.search("[\n\t]|  ", line)
    assert line == line.strip(" ")


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Mn"]), max_size=80))
@settings(deadline=None)
def test_letters_numbers_and_signs_stay_as_they_are(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("\x7f", "␡"),
        ("\x9b31m", "\ufffd31m"),
        ("a\u202eb", "a\ufffdb"),
        ("\udc80", "\ufffd"),
        ("\x00", "␀"),
    ],
)
def test_what_is_replaced_stays_visible(text: str, shown: str) -> None:
    assert clean_text(text) == shown


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert clean_text(f"a{end}b") == "a\nb"


def test_ideographic_spaces_and_joined_emoji_stay() -> None:
    assert clean_line("　甲　👩\u200d👧　") == "　甲　👩\u200d👧　"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;https://a.example\x1b\\link\x1b]8;;\x07", "link"),
        ("b\x08bold u\x08_", "bold _"),
        ("\x1b(Btext\x1b7", "text"),
        ("[31m stays", "[31m stays"),
    ],
)
def test_sequences_of_a_program_are_left_out(printed: str, shown: str) -> None:
    assert without_sequences(printed) == shown

"""Text of a header as a user sees it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.posts.entities import plain_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A &amp; B", "A & B"),
        ("&#8220;x&#x201d;", "“x”"),
        ("x&copy=1 &copy", "x&copy=1 &copy"),
        ("&nosuchentity; & ", "&nosuchentity; &"),
        ("&#" + "1" * 5_000 + ";", "&#" + "1" * 5_000 + ";"),
        ("a\n\tb", "a b"),
        ("　", ""),
        ("\u200b\ufeff ", ""),
        ("&nbsp;", ""),
        ("\x1b[31mx", "␛[31mx"),
    ],
)
def test_a_text_becomes_what_shows_of_it(text, line):
    assert plain_line(text) == line


@settings(deadline=None)
@given(st.text(st.characters()))
def test_no_text_leaves_a_control_or_a_line_end(text):
    line = plain_line(text)
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)
    assert line == "" or line.strip()

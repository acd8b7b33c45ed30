"""What each line of a text is read as."""

import pytest

from reader.document.markup.markdown.lines import LineKind, line_kinds

_LETTERS = {
    LineKind.BLANK: " ",
    LineKind.MARKDOWN: "m",
    LineKind.HTML: "h",
    LineKind.RAW: "r",
    LineKind.INDENTED: "i",
    LineKind.FENCED: "f",
}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a\n\n    b\n    c\nd", "m iim"),
        ("a\n    b", "mm"),
        ("- a\n\n    b\n\nc\n\n    d", "m m m i"),
        ("```\na\n\n~~~\n````\nb", "fffffm"),
        ("> ~~~\n> a\n> ~~~\n> b", "fffm"),
        ("``` `a`\nb", "mm"),
        ("- ```\n  a\n  ```\n", "fff "),
        ("<div>\n*a*\n\n*b*", "hh m"),
        ("a\n<div>\nb", "mhh"),
        ("a\n<b>\nc", "mmm"),
        ("<b>\nc", "hh"),
        ("<b>c</b>\nd", "mm"),
        ("<http://a.example/>\nb", "mm"),
        ("<pre>\n\n</pre>\na", "rrrm"),
        ("<!-- a -->\nb", "rm"),
        ("<!-- a\n\n-->\nb", "rrrm"),
    ],
)
def test_a_line_is_read_as_what_it_is(text: str, kinds: str) -> None:
    assert "".join(_LETTERS[kind] for kind in line_kinds(text.split("\n"))) == kinds

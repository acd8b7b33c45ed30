"""Addresses in plain text."""

import pytest

from reader.document.markup.bare_addresses import find_addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见https://a.example/b。", ["https://a.example/b"]),
        ("（http://a.example）", ["http://a.example"]),
        ("(http://a.example/b_(c)), d", ["http://a.example/b_(c)"]),
        ("http://a.example/?b=c&d=e.", ["http://a.example/?b=c&d=e"]),
        ("www.a.example!", ["www.a.example"]),
        ("HTTPS://A.EXAMPLE", ["HTTPS://A.EXAMPLE"]),
        ("http://a.example，http://b.example", ["http://a.example", "http://b.example"]),
        ("http:// www. xhttp://a.example www.a", []),
        ("ftp://a.example a@www.example", []),
    ],
)
def test_an_address_ends_before_punctuation(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_addresses(text)] == found

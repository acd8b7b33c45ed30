"""Where addresses lead, and what is never opened."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.addresses import LONGEST_ADDRESS, LinkTable, resolve_address
from reader.document.links import LinkKind, LinkTarget

_BASE = "https://news.example/2022/04/post.html"


@pytest.mark.parametrize(
    ("address", "resolved"),
    [
        ("/a", "https://news.example/a"),
        ("../b?c=d#e", "https://news.example/2022/b?c=d#e"),
        ("//h.example/f", "https://h.example/f"),
        ("HTTP://Host.example/G", "http://Host.example/G"),
        ("http:/\\h.example", "http://h.example"),
        (" h\t\ni ", "https://news.example/2022/04/hi"),
        ("/财经 新闻", "https://news.example/财经%20新闻"),
        ("/a\"b'c<d>", "https://news.example/a%22b%27c%3Cd%3E"),
        ("/x\u202ey\x1bz", "https://news.example/x%E2%80%AEy%1Bz"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_an_address_is_resolved_and_encoded(address: str, resolved: str) -> None:
    assert resolve_address(address, _BASE) == LinkTarget(resolved, LinkKind.WEB)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVa\tScript:x",
        "\x01javascript:x",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "tel:123",
        "http://",
        "http://[::1",
        "//",
        "//[",
        "x" * (LONGEST_ADDRESS + 1),
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    target = resolve_address(address, _BASE)
    assert target is not None
    assert target.kind is LinkKind.REFUSED


@pytest.mark.parametrize("address", ["", " \n", "#"])
def test_an_empty_address_leads_nowhere(address: str) -> None:
    assert resolve_address(address, _BASE) is None


def test_without_a_base_a_relative_address_stays_relative() -> None:
    assert resolve_address("../a") == LinkTarget("../a", LinkKind.RELATIVE)


def test_a_protocol_relative_address_takes_the_scheme_of_the_base() -> None:
    target = resolve_address("//h.example/", "http://news.example/")
    assert target == LinkTarget("http://h.example/", LinkKind.WEB)


def test_a_place_in_the_page_is_a_fragment() -> None:
    assert resolve_address("#a b", _BASE) == LinkTarget("#a%20b", LinkKind.FRAGMENT)


def test_links_are_numbered_by_first_appearance_and_once_each() -> None:
    links = LinkTable(_BASE)
    addresses = ["/a", "/b", "https://news.example/a", "", "/b"]
    assert [links.number(address) for address in addresses] == [1, 2, 1, 0, 2]
    assert [target.address for target in links.targets] == [
        "https://news.example/a",
        "https://news.example/b",
    ]


@given(st.text(max_size=60), st.sampled_from(["", _BASE, "not an address", "http://["]))
@settings(deadline=None, max_examples=500)
def test_any_address_is_made_of_characters_that_a_url_can_hold(address: str, base: str) -> None:
    target = resolve_address(address, base)
    if target is None:
        return
    ascii_part = "".join(c for c in target.address if c < "\x80")
    assert re.fullmatch(r"[A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]*", ascii_part)
    assert all(c.isalnum() or c == "…" for c in target.address if c >= "\x80")
    if target.kind is LinkKind.WEB:
        assert target.address.startswith(("http://", "https://", "mailto:"))

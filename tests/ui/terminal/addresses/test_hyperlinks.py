import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.choices import Hyperlinks
from reader.ui.terminal.addresses.hyperlinks import MAX_ADDRESS, hyperlink, sends_hyperlinks


@pytest.mark.parametrize(
    ("environment", "is_known"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4205"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "screen", "VTE_VERSION": "7200"}, False),
        ({"TERM": "tmux", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"}, False),
        ({"TERM": "tmux", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"}, True),
        ({"TERM": "linux", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "vt100"}, False),
        ({}, False),
    ],
)
def test_a_terminal_that_is_known_to_have_them_gets_hyperlinks(
    environment: dict[str, str], is_known: bool
) -> None:
    assert sends_hyperlinks(Hyperlinks.AUTO, environment) is is_known


def test_the_setting_goes_before_what_is_known_but_not_on_a_console() -> None:
    assert sends_hyperlinks(Hyperlinks.ON, {"TERM": "xterm"})
    assert not sends_hyperlinks(Hyperlinks.ON, {"TERM": "linux"})
    assert not sends_hyperlinks(Hyperlinks.OFF, {"TERM": "xterm-kitty"})


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("http://a.example:80/%E9%BB%84;x", "http://a.example:80/%E9%BB%84;x"),
        ("https://中国.example/黄金", "https://xn--fiqs8s.example/%E9%BB%84%E9%87%91"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("gemini://a.example/", "gemini://a.example/"),
        ("https://a.example/\x1b]52;c;x\x07 b", "https://a.example/%1B]52;c;x%07%20b"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("post:2022-04-01-a", ""),
        ("#top", ""),
    ],
)
def test_an_address_is_sent_in_graphic_ascii_or_not_at_all(address: str, sent: str) -> None:
    assert hyperlink(address) == sent


def test_a_longer_address_is_no_hyperlink() -> None:
    start = "https://a.example/"
    assert hyperlink(start + "b" * (MAX_ADDRESS - len(start)))
    assert not hyperlink(start + "b" * (MAX_ADDRESS - len(start) + 1))


@given(st.text().map("https://".__add__))
def test_any_address_is_graphic_or_nothing(address: str) -> None:
    assert re.fullmatch("[!-~]*", hyperlink(address))

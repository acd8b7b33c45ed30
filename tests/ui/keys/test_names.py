"""Names of keys: what a terminal can send, and what was meant by another name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.command_table import COMMANDS
from reader.ui.keys.names import is_key, nearest_key


def test_every_key_of_the_table_is_one() -> None:
    assert [k for c in COMMANDS for k in c.keys.split(",") if not is_key(k)] == []


@pytest.mark.parametrize(
    "name",
    ["x", "X", "5", "/", "slash", "重", "f12", "ctrl+a", "alt+left", "shift+tab", "ctrl+shift+up"],
)
def test_what_a_terminal_sends_is_a_key(name: str) -> None:
    assert is_key(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("gg", "g g"),
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("page_down", "pagedown"),
        ("Return", "enter"),
        ("^d", "ctrl+d"),
        ("C-d", "ctrl+d"),
        ("Ctrl+D", "ctrl+d"),
        ("<ctrl-n>", "ctrl+n"),
        ("alt-left", "alt+left"),
        ("shift+a", "A"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("escpe", "escape"),
    ],
)
def test_the_key_that_was_meant_is_named(name: str, meant: str) -> None:
    assert not is_key(name)
    assert nearest_key(name) == meant


def test_an_impossible_key_with_a_modifier_is_near_one_with_the_same() -> None:
    assert not is_key("ctrl+foo")
    assert nearest_key("ctrl+foo").startswith("ctrl+")


@given(st.text(max_size=12))
def test_what_is_offered_is_a_key(name: str) -> None:
    assert all(map(is_key, nearest_key(name).split()))

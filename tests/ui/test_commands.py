from collections import Counter

import pytest
from reader.ui.screens.main_screen import MainScreen

from reader.errors import SettingsError
from reader.ui.commands import COMMANDS, Scope, check_keymap, display_keys
from reader.ui.widgets.post_list import PostList
from reader.ui.widgets.sidebar import Sidebar


def test_every_command_has_an_action() -> None:
    for command in COMMANDS:
        owners = (Sidebar, PostList, MainScreen)
        assert any(hasattr(owner, f"action_{command.id}") for owner in owners), command.id


def test_no_key_means_two_things_in_one_place() -> None:
    keys = Counter(
        key
        for command in COMMANDS
        if command.scope not in {Scope.SIDEBAR, Scope.TEXT}  # those come before the others
        for key in command.keys.split(",")
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_a_person_rebinds_a_command_by_its_name() -> None:
    assert check_keymap({"toggle_star": "x, y"}, "settings.toml") == {"toggle_star": "x,y"}
    with pytest.raises(SettingsError, match="no such command"):
        check_keymap({"make_tea": "x"}, "settings.toml")


def test_keys_are_written_as_a_person_reads_them() -> None:
    assert display_keys("ctrl+d,slash,G,down") == "^d / G ↓"

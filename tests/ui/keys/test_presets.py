"""Presets: each can be used as a whole, and the user's own keys go before it."""

import pytest

from reader.config.choices import KeyPreset
from reader.ui.command_table import COMMAND_BY_ID
from reader.ui.keys.names import is_key
from reader.ui.keys.presets import PRESETS
from reader.ui.keys.settings import check_keys


@pytest.mark.parametrize("preset", KeyPreset)
def test_every_command_and_key_of_a_preset_exists_and_is_in_force(preset: KeyPreset) -> None:
    named = PRESETS[preset]
    assert named.keys() <= COMMAND_BY_ID.keys()
    keys = ",".join(named.values()).replace(",", " ").split()
    assert [key for key in keys if not is_key(key)] == []
    checked = check_keys({}, preset)
    assert {name: checked.keys.get(name, COMMAND_BY_ID[name].keys) for name in named} == named
    assert checked.mistakes == ()


@pytest.mark.parametrize("preset", KeyPreset)
def test_no_key_of_a_preset_begins_another(preset: KeyPreset) -> None:
    bound = {keys for keys, _ in check_keys({}, preset).bound}
    hidden = {keys for keys in bound for n in range(1, len(keys)) if keys[:n] in bound}
    assert hidden == set()


@pytest.mark.parametrize("preset", KeyPreset)
def test_no_command_loses_all_its_keys_to_a_preset(preset: KeyPreset) -> None:
    checked = check_keys({}, preset)
    assert [name for name, keys in checked.keys.items() if not keys] == []


def test_own_keys_go_before_those_of_a_preset() -> None:
    checked = check_keys({"move_top": "T", "toggle_star": "g u"}, KeyPreset.VIM)
    assert checked.keys["move_top"] == "T"
    assert checked.keys["toggle_star"] == "g u"
    assert checked.mistakes == ("gu runs toggle_star, so next_unread is left with n",)

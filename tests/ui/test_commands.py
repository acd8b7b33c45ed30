"""Every command of the screen: its keys, its handler, when it is available."""

from collections import Counter

import pytest

from reader.ui.command_table import COMMANDS
from reader.ui.commands import CommandGroup, display_keys
from reader.ui.pane_layout import Pane


@pytest.mark.parametrize("pane", Pane)
async def test_every_command_that_is_offered_in_a_pane_runs_there(start, pane: Pane) -> None:
    ends = {"quit", "back", "suspend_process"}
    for command in COMMANDS:
        if command.id in ends:
            continue
        async with start() as driver:
            driver.screen.features.panes.go_to(pane)
            await driver.pilot.pause()
            if command in driver.screen.available_commands():
                driver.screen.action_run_command(command.id)
                await driver.pilot.pause()
            assert driver.app.is_running


def test_no_key_means_two_things_in_one_place() -> None:
    keys = Counter(
        key
        for command in COMMANDS
        if command.group not in {CommandGroup.SIDEBAR, CommandGroup.TEXT}  # tried first
        for key in command.keys.split(",")
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_keys_are_written_as_a_person_reads_them() -> None:
    assert display_keys("ctrl+d,slash,G,down") == "^d / G ↓"

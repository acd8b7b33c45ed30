"""A run without capabilities: what needs one is not there, and the rest is as ever."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.capabilities import NOTHING, Capability
from reader.session import open_session
from reader.state.memory_state import MemoryState
from reader.ui.app import ReaderApp
from reader.ui.command_table import COMMANDS, commands_for, key_table
from reader.ui.main_screen import MainScreen


@asynccontextmanager
async def running(archive: Path) -> AsyncIterator[tuple[MainScreen, Pilot[int]]]:
    session = open_session(archive, uses_index=False)
    app = ReaderApp(replace(session, capabilities=NOTHING, state_file=MemoryState()))
    async with app.run_test() as pilot:
        await pilot.pause()
        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        yield screen, pilot


def needing() -> Iterator[str]:
    return (command.id for command in COMMANDS if command.needs is not None)


def test_a_command_that_needs_a_capability_is_in_no_table_without_it() -> None:
    assert "suspend_process" in {*needing()}
    shown = {row.id for row in key_table({}, commands_for(NOTHING))}
    assert shown.isdisjoint(needing())
    assert "search" in shown


def test_a_command_comes_with_its_capability_alone() -> None:
    ids = {command.id for command in commands_for(frozenset({Capability.SHELL}))}
    assert "suspend_process" in ids


async def test_no_key_leads_to_a_command_that_is_not_there(archive: Path) -> None:
    async with running(archive) as (screen, _):
        assert not any(map(screen.keys.is_available, needing()))
        assert {row.id for row in screen.keys.rows()}.isdisjoint(needing())


@pytest.mark.parametrize(
    "action", ["screenshot('x.svg')", "suspend_process", "screen.run_command('suspend_process')"]
)
async def test_an_action_that_is_not_there_can_not_be_run_by_name(
    archive: Path, action: str
) -> None:
    async with running(archive) as (screen, pilot):
        assert not await pilot.app.run_action(action, default_namespace=pilot.app)
        assert screen.is_current

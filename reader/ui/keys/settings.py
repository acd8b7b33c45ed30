"""The user's own keys, checked at the start: a mistake is said, and everything else works.

Owns this rule: of two commands on one key of which both apply, the one that the settings name runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from reader.messages.language import gettext as _
from reader.ui.command_table import COMMAND_BY_ID, COMMANDS, FIRST, LINK_NUMBERS
from reader.ui.commands import Command, display_keys
from reader.ui.keys.names import full_name, is_key, nearest_key

if TYPE_CHECKING:
    from reader.ui.features.wiring import Features

_TABLE_KEYS = tuple(key for command in COMMANDS for key in command.keys.split(","))
_NO_KEY = "unbound"
"""A key that no terminal sends: Textual takes an empty text for the usual keys."""


class CheckedKeys(NamedTuple):
    """The user's own keys, as far as they can be used."""

    keys: Mapping[str, str]
    """Keys by command id, separated by commas, of each command whose keys are not the usual."""
    mistakes: tuple[str, ...]
    """A sentence each."""

    @property
    def keymap(self) -> dict[str, str]:
        """The keymap for Textual.

        It names every command that shares a key with one that was rebound, before or after:
        Textual drops the others of a key together with the one that is rebound.
        """
        named = set(self.keys)
        touched: set[str] = set()
        while True:
            for name in named:
                touched.update(COMMAND_BY_ID[name].keys.split(","), self._keys_of(name))
            more = {c.id for c in COMMANDS if touched.intersection(self._keys_of(c.id))} - named
            if not more:
                return {name: ",".join(self._keys_of(name)) or _NO_KEY for name in named}
            named |= more

    def _keys_of(self, name: str) -> list[str]:
        return _apart(self.keys.get(name, COMMAND_BY_ID[name].keys))


def check_keys(keys: Mapping[str, str]) -> CheckedKeys:
    """Check the user's own keys.

    Args:
        keys: Keys by command id, separated by commas; empty for a command without a key.
    """
    mistakes: list[str] = []
    chosen: dict[str, list[str]] = {}
    for name, typed in keys.items():
        if name not in COMMAND_BY_ID:
            mistakes.append(_no_command(name))
            continue
        wanted = [_named(key) for key in _apart(typed.replace(" ", ""))]
        good = [key for key in wanted if is_key(key)]
        bad = [key for key in wanted if not is_key(key)]
        mistakes += [_no_key(name, key) for key in bad]
        if good or not bad:
            chosen[name] = good
    mistakes += _settle(chosen)
    return CheckedKeys({name: ",".join(own) for name, own in chosen.items()}, tuple(mistakes))


def _settle(chosen: dict[str, list[str]]) -> Iterator[str]:
    """Leave each key to one of the commands that want it, and yield what that takes away."""
    for number in LINK_NUMBERS:
        for name, own in chosen.items():
            if number in own:
                own.remove(number)
                text = _("keys.{command}: {number} opens the link with this number")
                yield text.format(command=name, number=number)
    wanted = {c.id: chosen.get(c.id, c.keys.split(",")) for c in COMMANDS}
    for one, other in combinations(COMMANDS, 2):
        for key in [key for key in wanted[one.id] if key in wanted[other.id]]:
            if not (one.id in chosen or other.id in chosen) or not _meet(one, other):
                continue
            winner, loser = (one, other) if one.id in chosen else (other, one)
            left = [each for each in wanted[loser.id] if each != key]
            chosen[loser.id] = wanted[loser.id] = left
            text = (
                _("{key} runs {winner}, so {loser} is left with {keys}")
                if left
                else _("{key} runs {winner}, so {loser} has no key")
            )
            yield text.format(
                key=display_keys(key),
                winner=winner.id,
                loser=loser.id,
                keys=display_keys(",".join(left)),
            )


def _meet(one: Command[Features], other: Command[Features]) -> bool:
    """Say whether two commands apply in one place, so that a key of both runs only one of them."""
    if one.group is other.group or FIRST.isdisjoint({one.group, other.group}):
        return True
    return any(each.group in FIRST and each.is_always_available for each in (one, other))


def _apart(keys: str) -> list[str]:
    return [key for key in keys.split(",") if key]


def _named(key: str) -> str:
    return full_name(key, _TABLE_KEYS)


def _no_command(name: str) -> str:
    near = next(iter(get_close_matches(name, COMMAND_BY_ID, 1)), "")
    text = (
        _("no command is called {name}, did you mean {near}?")
        if near
        else _("no command is called {name}")
    )
    return text.format(name=name, near=near)


def _no_key(command: str, key: str) -> str:
    near = nearest_key(key)
    text = (
        _("keys.{command}: no key is called {key}, did you mean {near}?")
        if near
        else _("keys.{command}: no key is called {key}")
    )
    return text.format(command=command, key=key, near=near)

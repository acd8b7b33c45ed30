"""The keys in force: those of the table, of a preset, and the user's own, checked at the start.

Owns these rules: of two commands on one key of which both apply, the one that the settings name
runs; a mistake is said, and everything else works.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, NamedTuple

from reader.config.choices import KeyPreset
from reader.messages.language import gettext as _
from reader.ui.command_table import COMMAND_BY_ID, COMMANDS, FIRST, LINK_NUMBERS
from reader.ui.commands import Command, display_keys
from reader.ui.keys.key_input import Sequence, Steps
from reader.ui.keys.names import full_name, is_key, nearest_key
from reader.ui.keys.presets import PRESETS

if TYPE_CHECKING:
    from reader.ui.features.wiring import Features

_TABLE_KEYS = tuple(key for command in COMMANDS for key in command.keys.split(","))
_NO_KEY = "unbound"
"""A key that no terminal sends: Textual takes an empty text for the usual keys."""
_MACRO = "macros."
"""Before the keys of a macro, where it stands among the ids of commands."""


class CheckedKeys(NamedTuple):
    """The keys in force, as far as the settings can be used."""

    keys: Mapping[str, str]
    """Keys by command id, separated by commas, of each command whose keys are not the usual.

    The keys of a sequence are separated by spaces.
    """
    macros: Mapping[str, Steps]
    """Command ids by key or sequence."""
    mistakes: tuple[str, ...]
    """A sentence each."""

    @property
    def keymap(self) -> dict[str, str]:
        """The keymap for Textual's bindings in dialogs, which know no sequences.

        A key pressed twice counts as that key: ``g g`` goes to the top at the first ``g``.
        """
        return {name: _single(keys) or _NO_KEY for name, keys in self.keys.items()}

    @property
    def bound(self) -> Iterator[tuple[Sequence, Steps]]:
        """Every sequence with what it runs; of equal ones, the commands of one pane come first."""
        for command in sorted(COMMANDS, key=lambda it: it.group not in FIRST):
            for keys in _apart(self.keys.get(command.id, command.keys)):
                yield tuple(keys.split()), (command.id,)
        for keys, steps in self.macros.items():
            yield tuple(keys.split()), steps


def check_keys(
    keys: Mapping[str, str],
    preset: KeyPreset = KeyPreset.READER,
    macros: Mapping[str, tuple[str, ...]] | None = None,
) -> CheckedKeys:
    """Check the user's own keys.

    Args:
        keys: Keys by command id, separated by commas; empty for a command without a key.
        preset: What holds for commands that the keys do not name.
        macros: Command ids by key.
    """
    usual = {command.id: command.keys.split(",") for command in COMMANDS}
    mistakes: list[str] = []
    chosen = {name: _apart(its) for name, its in PRESETS[preset].items()}
    before = usual | chosen
    for _mistake in _settle(before, {*chosen}):
        pass  # a preset may take any key of the table
    own = dict(_checked(keys, mistakes))
    steps = dict(_checked_macros(macros or {}, mistakes))
    own |= {name: [name.removeprefix(_MACRO)] for name in steps}
    after = before | own
    mistakes += _numbers(own)
    mistakes += _settle(after, {*own})
    changed = {name: ",".join(its) for name, its in after.items() if its != usual.get(name, its)}
    left = {after[name][0]: its for name, its in steps.items() if after[name]}
    return CheckedKeys(changed, left, tuple(mistakes))


def _checked(keys: Mapping[str, str], mistakes: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the user's commands with the keys that exist, and add the other mistakes."""
    for name, typed in keys.items():
        if name not in COMMAND_BY_ID:
            mistakes.append(_no_command(name))
            continue
        wanted = [_named(key) for key in _apart(typed)]
        good = [key for key in wanted if _is_sequence(key)]
        mistakes += [_no_key(f"keys.{name}", key) for key in wanted if not _is_sequence(key)]
        if good or not wanted:
            yield name, good


def _checked_macros(
    macros: Mapping[str, tuple[str, ...]], mistakes: list[str]
) -> Iterator[tuple[str, Steps]]:
    """Yield the macros that can run, each by `_MACRO` and its keys.

    One with an unknown command is left out whole: its other commands may rely on that one.
    """
    for typed, steps in macros.items():
        keys = _named(typed)
        unknown = [step for step in steps if step not in COMMAND_BY_ID]
        mistakes += [f"{_MACRO}{typed}: {_no_command(step)}" for step in unknown]
        if not _is_sequence(keys):
            mistakes.append(_no_key(_MACRO.rstrip("."), keys))
        elif steps and not unknown:
            yield f"{_MACRO}{keys}", steps


def _numbers(own: Mapping[str, list[str]]) -> Iterator[str]:
    """Take away keys that begin with a number, and yield what that takes away."""
    for name, its in own.items():
        for keys in [keys for keys in its if keys.split()[0] in [*LINK_NUMBERS]]:
            its.remove(keys)
            text = _("{name}: {number} opens the link with this number or begins a count")
            full = name if name.startswith(_MACRO) else f"keys.{name}"
            yield text.format(name=full, number=keys[0])


def _settle(wanted: dict[str, list[str]], own: set[str]) -> Iterator[str]:
    """Leave each key to one of the commands that want it, and yield what that takes away.

    Args:
        wanted: Keys by command or macro; changed in place.
        own: Those whose keys go before the others.
    """
    for one, other in combinations_with_replacement(list(wanted), 2):
        if not (one in own or other in own) or not _meet(one, other):
            continue
        pairs = [(first, second) for first in wanted[one] for second in wanted[other]]
        for first, second in pairs:
            if first not in wanted[one] or second not in wanted[other]:
                continue
            if first == second:
                if one != other:
                    winner, loser = (one, other) if one in own else (other, one)
                    yield _taken(wanted, first, winner, loser)
            elif _begins(first, second):
                yield _unreachable(wanted, own, (first, one), (second, other))
            elif _begins(second, first):
                yield _unreachable(wanted, own, (second, other), (first, one))


def _begins(short: str, long: str) -> bool:
    return long.startswith(f"{short} ")


def _taken(wanted: dict[str, list[str]], key: str, winner: str, loser: str) -> str:
    """Take a key from a command, and return the sentence about it."""
    left = wanted[loser] = [each for each in wanted[loser] if each != key]
    text = (
        _("{key} runs {winner}, so {loser} is left with {keys}")
        if left
        else _("{key} runs {winner}, so {loser} has no key")
    )
    return text.format(
        key=display_keys(key), winner=winner, loser=loser, keys=display_keys(",".join(left))
    )


def _unreachable(
    wanted: dict[str, list[str]], own: set[str], short: tuple[str, str], long: tuple[str, str]
) -> str:
    """Take away a key that begins a sequence, or the sequence, and return the sentence about it.

    Args:
        wanted: Keys by command.
        own: Commands whose keys go before the others.
        short: A key and its command.
        long: A sequence that begins with it, and its command.
    """
    (begin, runner), (keys, name) = short, long
    if name in own and runner not in own:
        left = wanted[runner] = [each for each in wanted[runner] if each != begin]
        text = (
            _("{key} begins {longer}, so {loser} is left with {keys}")
            if left
            else _("{key} begins {longer}, so {loser} has no key")
        )
        return text.format(
            key=display_keys(begin),
            longer=display_keys(keys),
            loser=runner,
            keys=display_keys(",".join(left)),
        )
    wanted[name] = [each for each in wanted[name] if each != keys]
    text = _("{longer} of {name} can't be reached, because {key} runs {winner}")
    return text.format(longer=display_keys(keys), name=name, key=display_keys(begin), winner=runner)


def _meet(one: str, other: str) -> bool:
    """Say whether two commands apply in one place, so that a key of both runs only one of them."""
    if one.startswith(_MACRO) or other.startswith(_MACRO):
        return True
    first, second = COMMAND_BY_ID[one], COMMAND_BY_ID[other]
    if first.group is second.group or FIRST.isdisjoint({first.group, second.group}):
        return True
    return any(_always_first(each) for each in (first, second))


def _always_first(command: Command[Features]) -> bool:
    return command.group in FIRST and command.is_always_available


def _apart(keys: str) -> list[str]:
    """Return keys and sequences, each with single spaces."""
    return [" ".join(each.split()) for each in keys.split(",") if each.strip()]


def _named(keys: str) -> str:
    return " ".join(full_name(key, _TABLE_KEYS) for key in keys.split())


def _is_sequence(keys: str) -> bool:
    return bool(keys) and all(map(is_key, keys.split()))


def _single(keys: str) -> str:
    """Return the keys without sequences of different keys."""
    apart = (set(each.split()) for each in _apart(keys))
    return ",".join(key for each in apart if len(each) == 1 for key in each)


def _no_command(name: str) -> str:
    near = next(iter(get_close_matches(name, COMMAND_BY_ID, 1)), "")
    text = (
        _("no command is called {name}, did you mean {near}?")
        if near
        else _("no command is called {name}")
    )
    return text.format(name=name, near=near)


def _no_key(where: str, keys: str) -> str:
    key = next((key for key in keys.split() if not is_key(key)), keys)
    near = nearest_key(key)
    text = (
        _("{name}: no key is called {key}, did you mean {near}?")
        if near
        else _("{name}: no key is called {key}")
    )
    return text.format(name=where, key=key, near=near)

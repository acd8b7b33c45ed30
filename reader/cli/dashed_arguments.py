"""Arguments that begin with a dash: ``-is:read`` and ``-5%`` belong to the query, as on the screen.

Owns these rules: what is spelled like an option, and is none, is an error that says how to write it
as an argument; all else with a dash is an argument; options may stand behind arguments; everything
behind ``--`` is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

import click

from reader.messages.language import gettext as _
from reader.messages.language import ngettext

_LIKE_AN_OPTION = re.compile(r"--[A-Za-z][A-Za-z-]*(?==|\Z)|-[A-Za-z](?=\d*\Z)")
"""``--limt``, ``--limit=5``, ``-n``, ``-n5``; but neither ``-is:read`` nor ``--json.md``."""


class _Parts(NamedTuple):
    """A command line, taken apart."""

    options: list[str]
    """Options with their values."""
    values: list[str]
    """Arguments."""


class DashedArguments(click.Command):
    """A command with arguments that may begin with a dash."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Sort options from arguments before click sees them.

        Raises:
            UsageError: An option does not exist, or its value is missing.
        """
        known = {
            name: parameter
            for parameter in self.get_params(ctx)
            if isinstance(parameter, click.Option)
            for name in parameter.opts
        }
        options, values = _take_apart(ctx, args, known)
        end = ["--", *values] if values else []
        return super().parse_args(ctx, [*options, *end])


def _take_apart(ctx: click.Context, args: list[str], known: Mapping[str, click.Option]) -> _Parts:
    parts, rest = _Parts([], []), iter(args)
    for argument in rest:
        if argument == "--":
            parts.values.extend(rest)
        elif (option := known.get(argument.partition("=")[0])) is not None:
            parts.options.append(argument)
            if "=" not in argument:
                parts.options.extend(_values_of(ctx, argument, option, rest))
        elif _is_mistaken(argument, known):
            raise click.UsageError(_no_option(argument, known), ctx)
        else:
            parts.values.append(argument)
    return parts


def _values_of(
    ctx: click.Context, name: str, option: click.Option, rest: Iterator[str]
) -> Iterator[str]:
    """Yield the values behind an option.

    Raises:
        UsageError: There are none.
    """
    for _value in range(0 if option.is_flag or option.count else option.nargs):
        value = next(rest, None)
        if value is None:
            text = ngettext(
                "option '{option}' requires an argument",
                "option '{option}' requires {count} arguments",
                option.nargs,
            )
            text = text.format(option=name, count=option.nargs)
            raise click.BadOptionUsage(name, text, ctx)
        yield value


def _is_mistaken(argument: str, known: Mapping[str, click.Option]) -> bool:
    """Say whether an argument must have been meant as an option."""
    is_one_dash_short = argument.startswith("-") and f"-{argument}" in known
    return is_one_dash_short or _LIKE_AN_OPTION.match(argument) is not None


def _no_option(argument: str, known: Mapping[str, click.Option]) -> str:
    """Return the sentence about an option that does not exist, with what was meant perhaps."""
    found = _LIKE_AN_OPTION.match(argument)
    name = found[0] if found else argument
    wanted = f"--{name.lstrip('-')}"
    names = [each for each in known if each.startswith("--")]
    near = get_close_matches(wanted, names, 1, 0.6) if len(wanted) > len("--n") else []
    if near:
        text = _(
            "no such option: {option}, did you mean {near}?"
            " put what is no option after --, as in -- {argument}"
        )
        return text.format(option=name, near=near[0], argument=argument)
    text = _("no such option: {option}; put what is no option after --, as in -- {argument}")
    return text.format(option=name, argument=argument)

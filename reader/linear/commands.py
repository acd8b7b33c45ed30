"""Commands as data: what a typed line may begin with, what it does, and the help from it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.capabilities import Capability
from reader.messages.language import gettext as _


@dataclass(frozen=True, slots=True)
class Command:
    """One command of a level."""

    name: str
    """What is typed; its start will do where no other command begins so."""
    short: str
    """One or two characters that stand for it, or nothing."""
    title: str
    """What it does, marked by `gettext_noop`."""
    run: Callable[[str], None]
    """Takes what was typed after the name."""
    argument: str = ""
    """What may be typed after the name, marked by `gettext_noop`; for the help."""
    needs: Capability | None = None


def allowed(commands: Iterable[Command], capabilities: frozenset[Capability]) -> list[Command]:
    """Return the commands that a run has."""
    return [it for it in commands if it.needs is None or it.needs in capabilities]


def find_command(line: str, commands: Sequence[Command]) -> tuple[Command, str] | None:
    """Return the command that a line means, and what follows it; None for no or several."""
    word, _space, rest = line.partition(" ")
    if line[0] in "/?" and len(word) > 1:
        word, rest = line[0], line[1:]
    typed = word.lower()
    exact = [it for it in commands if typed in {it.name, it.short}]
    found = exact or [it for it in commands if it.name.startswith(typed)]
    return (found[0], rest.strip()) if exact or len(found) == 1 else None


def help_lines(commands: Iterable[Command]) -> Iterator[str]:
    """Yield one line for each command."""
    for it in commands:
        typed = " ".join(filter(None, [it.name, _(it.argument) if it.argument else ""]))
        text = _("{name} or {short}: {title}") if it.short else _("{name}: {title}")
        yield text.format(name=typed, short=it.short, title=_(it.title))

"""What is said of a command that has ended."""

from reader.messages.language import gettext as _
from reader.messages.language import in_one_line, ngettext
from reader.terminal_text import clean_line
from reader.ui.loaders.sharing.command_run import (
    MAX_BYTES,
    MAX_SECONDS,
    CommandOutput,
    Ending,
)


def shown_text(output: CommandOutput) -> str:
    """Return all that a command printed, its errors last; empty if it printed nothing."""
    printed, errors = output.output.rstrip("\n"), output.errors.strip("\n")
    if not errors:
        return printed
    heading = _("Standard error:")
    return "\n".join(filter(None, [printed, "" if not printed else "\n" + heading, errors]))


def describe_output(output: CommandOutput) -> str:
    """Say how a command ended, and where its errors are if output comes before them."""
    has_both = output.output.strip() and output.errors.strip()
    where = _("standard error is at the end") if has_both else ""
    return in_one_line([describe_ending(output), where])


def describe_ending(output: CommandOutput) -> str:
    """Say how a command ended."""
    match output.ending:
        case Ending.USER:
            return _("stopped")
        case Ending.TIME:
            minutes = round(MAX_SECONDS / 60)
            text = ngettext("ended after {count} minute", "ended after {count} minutes", minutes)
            return text.format(count=minutes)
        case Ending.LENGTH:
            return _("ended: it printed more than {count} kB").format(count=MAX_BYTES // 1024)
        case Ending.ITSELF:
            return describe_status(output.status)


def describe_status(status: int) -> str:
    """Say with which status a command ended."""
    if status < 0:
        return _("ended by signal {number}").format(number=-status)
    return _("exit status {status}").format(status=status)


def say_of(command: str, sentence: str) -> str:
    """Return what is said of a command; its name, which may be long, comes last."""
    return _("{sentence}: {command}").format(command=clean_line(command), sentence=sentence)

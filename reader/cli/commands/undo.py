"""``reader undo``: takes back what the latest ``reader mark-read`` changed."""

import click

from reader.cli.archive_opening import open_archive
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, index_option
from reader.cli.output import say
from reader.state.command_undo import UndoneCommand, undo_command
from reader.terminal_text import clean_line


@click.command("undo")
@archive_option
@index_option
def command() -> ExitStatus:
    """Undo what the last reader mark-read changed.

    Posts that were changed since, by a command or on the screen, stay as they are. Again, it
    undoes the reader mark-read before.
    """
    session = open_archive()
    undone = undo_command(session.state)
    if undone is None:
        say("there is no command to undo in this archive")
        return ExitStatus.NOTHING_FOUND
    session.state_file.save()
    session.state_file.close()
    say(_sentence(undone))
    return ExitStatus.SUCCESS if undone.restored else ExitStatus.NOTHING_FOUND


def _sentence(undone: UndoneCommand) -> str:
    mark = "unread" if undone.change.is_set else "read"
    typed = clean_line(undone.change.command)
    kept = undone.changed_since
    rest = f"; {kept:,} changed since and stay as they are" if kept else ""
    return f"{undone.restored:,} posts marked as {mark} again, as before reader {typed}{rest}"

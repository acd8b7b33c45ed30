"""``reader index``: builds the index without a screen, for first runs and cron."""

import sys
import time

import click

from reader.archive.progress_rate import display_duration
from reader.archive.repository import Changes, Checked
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_archive
from reader.cli.output import say
from reader.cli.progress_line import ProgressLine


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Delete the index first, and read every file.")
@click.option(
    "--check", is_flag=True, help="Compare the index with every file, and mend what differs."
)
@archive_option
def command(rebuild: bool, check: bool) -> ExitStatus:
    """Bring the archive's index up to date, looking at every file.

    After Ctrl-C, the next run continues where it stopped. If the settings name a shared_index,
    the finished index is copied there for all accounts of the host.

    On a terminal, it shows its progress and a summary. From cron, it prints only errors.
    """
    from reader.index_opening import open_index_builder  # noqa: PLC0415 - 0.3 s, not for --help

    choice = chosen_archive()
    if not choice.uses_index:
        raise click.UsageError("no index can be built with --no-index")
    builder, notice = open_index_builder(choice.path)
    if notice:
        say(notice)
    if rebuild and check:
        raise click.UsageError("--rebuild leaves nothing to --check")
    begun = time.monotonic()
    if rebuild:
        builder.discard()
    if check:
        with ProgressLine(shows_at_once=True) as line:
            checked = builder.check(line.report)
        if checked.is_rebuilt or checked.mended or sys.stderr.isatty():
            say(_display_checked(checked))
        builder.publish()
        return ExitStatus.SUCCESS
    with ProgressLine(shows_at_once=True) as line:
        built = builder.build(line.report)
        builder.publish()
    if not built.posts:
        say("the archive has no posts")
        return ExitStatus.NOTHING_FOUND
    if sys.stderr.isatty():
        seconds = display_duration(time.monotonic() - begun)
        say(f"{built.posts:,} posts indexed in {seconds}: {_display_changes(built.changes)}")
    return ExitStatus.SUCCESS


def _display_checked(checked: Checked) -> str:
    if checked.is_rebuilt:
        return f"the index was damaged and has been rebuilt: {checked.posts:,} posts"
    if checked.mended:
        return f"{checked.mended:,} of {checked.posts:,} posts differed from their files; mended"
    return f"{checked.posts:,} posts checked: nothing differs"


def _display_changes(changes: Changes) -> str:
    counts = {
        "new": changes.added,
        "changed": changes.changed,
        "moved": changes.moved,
        "removed": changes.removed,
    }
    parts = [f"{count:,} {what}" for what, count in counts.items() if count > 0]
    return ", ".join(parts) or "nothing has changed"

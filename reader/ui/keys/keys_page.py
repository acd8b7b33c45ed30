"""The page on keys: what works here and now, then every command."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.config.settings import Settings
from reader.help_pages.page import HelpPage, HelpRow, HelpSection, Topic
from reader.ui.command_table import key_table
from reader.ui.commands import KeyRow
from reader.ui.keys.settings import check_keys


def keys_page(here: Sequence[KeyRow], heading: str, table: Sequence[KeyRow]) -> HelpPage:
    """Return the page.

    Args:
        here: Rows of what works where the user is; empty outside of the screen.
        heading: What that place is called.
        table: All rows, group by group.
    """
    first = (HelpSection(heading, tuple(_rows(here))),) if here else ()
    groups = groupby(table, key=lambda row: row.group)
    sections = (HelpSection(group.heading, tuple(_rows(rows))) for group, rows in groups)
    return HelpPage(Topic.KEYS, (*first, *sections))


def keys_page_of(settings: Settings) -> HelpPage:
    """Return the page outside of the screen.

    Args:
        settings: With a preset and the user's own keys, unchecked.
    """
    checked = check_keys(settings.keys, settings.key_preset, settings.macros)
    return keys_page((), "", key_table(checked.keys))


def _rows(rows: Sequence[KeyRow] | Iterator[KeyRow]) -> Iterator[HelpRow]:
    return (HelpRow(row.keys, row.help) for row in rows)

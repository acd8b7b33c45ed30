"""Puts sentences that are whole by themselves into one line."""

from collections.abc import Iterable

from reader.messages.language import pgettext


def join_sentences(sentences: Iterable[str]) -> str:
    """Return sentences in one line, separated as the chosen language separates them.

    Args:
        sentences: Whole sentences in the chosen language; empty ones are left out.
    """
    separator = pgettext("between two sentences in one line", "; ")
    return separator.join(filter(None, sentences))


def join_items(items: Iterable[str]) -> str:
    """Return the items of a list, separated as the chosen language separates them."""
    return pgettext("between the items of a list", ", ").join(filter(None, items))

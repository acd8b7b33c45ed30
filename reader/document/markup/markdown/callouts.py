"""Callouts: quotes whose first line names a kind, ``> [!note] title``.

The quote gets the class ``callout``, its kind as ``data-callout``, and the title in a `p` of its
own, so that search and the reading pane read the same. A callout without a title is called by its
kind.

Source: GitHub's documentation, "Alerts"; Obsidian's help, "Callouts".
"""

import html
import re

_FIRST_LINE = re.compile(
    r"<blockquote>\n<p>\[!(?P<kind>[A-Za-z][\w -]{0,40})(?:\|[^\]\n]{0,80})?\][+-]?"
    r"(?P<title>[^\n]*?)(?P<end></p>|(?:<br />)?\n)"
)


def mark_callouts(markup: str) -> str:
    """Return HTML with its callouts marked."""
    return _FIRST_LINE.sub(_marked, markup) if "<p>[!" in markup else markup


def _marked(match: re.Match[str]) -> str:
    kind = match["kind"].strip().lower()
    title = match["title"].strip() or html.escape(kind.capitalize())
    rest = "" if match["end"] == "</p>" else "\n<p>"
    return (
        f'<blockquote class="callout" data-callout="{html.escape(kind)}">\n'
        f'<p class="callout-title">{title}</p>{rest}'
    )

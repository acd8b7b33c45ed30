"""The title that a callout is shown with: its own, or the name of its kind.

Source: GitHub's documentation, "Alerts"; Obsidian's help, "Callouts".
"""

from reader.document.nodes import Callout, Inline, Text
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

_KINDS = frozenset(
    {
        gettext_noop("Note"),
        gettext_noop("Abstract"),
        gettext_noop("Summary"),
        gettext_noop("Info"),
        gettext_noop("Todo"),
        gettext_noop("Tip"),
        gettext_noop("Hint"),
        gettext_noop("Important"),
        gettext_noop("Success"),
        gettext_noop("Check"),
        gettext_noop("Done"),
        gettext_noop("Question"),
        gettext_noop("Help"),
        gettext_noop("Faq"),
        gettext_noop("Warning"),
        gettext_noop("Caution"),
        gettext_noop("Attention"),
        gettext_noop("Failure"),
        gettext_noop("Fail"),
        gettext_noop("Missing"),
        gettext_noop("Danger"),
        gettext_noop("Error"),
        gettext_noop("Bug"),
        gettext_noop("Example"),
        gettext_noop("Quote"),
        gettext_noop("Cite"),
    }
)


def callout_title(callout: Callout) -> tuple[Inline, ...]:
    """Return the title; one that only names the kind is in the chosen language."""
    match callout.title:
        case (Text(text),) if text in _KINDS and text.lower() == callout.kind:
            return (Text(_(text)),)
    return callout.title

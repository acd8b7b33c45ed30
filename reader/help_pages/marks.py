"""The page on the marks and signs that the screen shows."""

from reader.help_pages.page import HelpPage, HelpRow, HelpSection, Topic
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

_SECTIONS = (
    (
        gettext_noop("In the list"),
        (
            ("●", gettext_noop("an unread post")),
            ("★", gettext_noop("a starred post")),
            ("+", gettext_noop("a post with a label or a note of yours")),
            ("!", gettext_noop("a post with a problem in its file; reader check explains it")),
            ("▌", gettext_noop("a post of the range that is being selected")),
            ("▸", gettext_noop("the cursor")),
            ("3/847", gettext_noop("the cursor's row, and how many posts the list has")),
        ),
    ),
    (
        gettext_noop("In the sidebar"),
        (
            ("▸ ▾", gettext_noop("a folded and an unfolded row; Space folds and unfolds")),
            ("847", gettext_noop("how many posts there are")),
            ("844/847", gettext_noop("844 of 847 posts are unread")),
            ("✓3", gettext_noop("all 3 posts are read")),
        ),
    ),
    (
        gettext_noop("In the text"),
        (
            ("[1]", gettext_noop("the number of a link; its key opens it")),
            ("│", gettext_noop("a quotation, or the edge of a table")),
            ("◆ ◇ ▸", gettext_noop("headings of lower levels")),
            ("+1.2%", gettext_noop("a rise, coloured if the setting gains says so")),
        ),
    ),
    (
        gettext_noop("At the edges"),
        (
            ("12 ●", gettext_noop("how many posts are unread, in the top line")),
            ("▆▆▁▁", gettext_noop("how far a long task has got")),
            ("^d", gettext_noop("Ctrl and the letter; ⇧ is Shift, ⌥ is Alt, ⏎ is Enter")),
            ("…", gettext_noop("there is more than fits")),
        ),
    ),
)


def marks_page() -> HelpPage:
    """Return the page."""
    sections = (
        HelpSection(_(heading), tuple(HelpRow(sign, _(meaning)) for sign, meaning in rows))
        for heading, rows in _SECTIONS
    )
    return HelpPage(Topic.MARKS, tuple(sections))

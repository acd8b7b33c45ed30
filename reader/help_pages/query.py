"""The page on searching: examples, how terms combine, and the keys of the query language."""

from collections.abc import Iterator

from reader.archive.query.keys import KEYS
from reader.help_pages.examples import examples
from reader.help_pages.page import HelpPage, HelpRow, HelpSection, Topic
from reader.messages.language import gettext as _


def query_page(*, prefers_chinese: bool) -> HelpPage:
    """Return the page; the examples of the preferred language come first."""
    first = _("Examples: Enter runs one")
    second = _("Examples in English") if prefers_chinese else _("Examples in Chinese")
    return HelpPage(
        Topic.QUERY,
        (
            HelpSection(first, examples(prefers_chinese=prefers_chinese), has_columns=False),
            HelpSection(_("How terms combine"), tuple(_grammar())),
            HelpSection(_("Keys of a search"), tuple(_keys())),
            HelpSection(second, examples(prefers_chinese=not prefers_chinese), has_columns=False),
        ),
    )


def _grammar() -> Iterator[HelpRow]:
    yield HelpRow("a b", _("both must match"))
    yield HelpRow("a or b", _("one of them must match"))
    yield HelpRow("-a", _("must not match"))
    yield HelpRow('"a b"', _("the words side by side; also for a value with spaces"))
    yield HelpRow("( … )", _("a group"))
    yield HelpRow("key:value", _("a condition on one field; Tab completes key and value"))


def _keys() -> Iterator[HelpRow]:
    for key in KEYS:
        names = [f"{key.name}:", *(f"{twin}：" for twin in key.twins)]
        yield HelpRow(" ".join(names), _(key.help))

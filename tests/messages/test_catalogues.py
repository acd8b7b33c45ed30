"""Every sentence is in every catalogue, translated, with the same fields.

``python tests/messages/test_catalogues.py`` takes new sentences into the catalogues, drops those
that are gone, compiles, and lists what is not translated yet.
"""

import io
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = {"zh_CN": "Simplified Chinese", "zh_TW": "Traditional Chinese"}
LOCALES = tuple(LANGUAGES)
CHANGING_HEADERS = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Language-Team',
    '"Report-Msgid',
    '"Project-Id',
    '"Generated-By',
)
"""Headers that say who and when, which the history of the file knows."""
COMMENTS = ("TRANSLATORS:",)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_noop": (1, 2),
    "pgettext": ((1, "c"), 2),
}


def path_of(locale: str) -> Path:
    return ROOT / "reader" / "locale" / locale / "LC_MESSAGES" / "reader.po"


def template() -> Catalog:
    """What the code says, with the files in which it says it."""
    catalogue = Catalog(project="terminal-news-reader", charset="utf-8")
    found = extract_from_dir(
        str(ROOT / "reader"),
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("TRANSLATORS:",),
    )
    for file, _, message, comments, context in found:
        catalogue.add(message, None, [(file, None)], auto_comments=comments, context=context)
    return catalogue


def read(locale: str) -> Catalog:
    if not path_of(locale).exists():
        return Catalog(locale=locale, project="terminal-news-reader", charset="utf-8")
    with path_of(locale).open("rb") as file:
        return read_po(file, locale=locale)


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def names(message: Message) -> set[tuple[str, ...]]:
    """Id and context of a message."""
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    return (*ids, message.context or "")


def forms(message: Message) -> list[str]:
    """The translations of a message: one, or one for each plural form."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def fields_in(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return set()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_of_the_code_is_in_the_catalogue_and_no_other(locale: str) -> None:
    assert {names(m) for m in messages(read(locale))} == {names(m) for m in messages(template())}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_translated(locale: str) -> None:
    left = [message.id for message in messages(read(locale)) if not all(forms(message))]
    assert not left


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_have_the_fields_of_their_sentences(locale: str) -> None:
    wrong = [
        message.id
        for message in messages(read(locale))
        for text in filter(None, forms(message))
        if fields_in(text) != fields_in(message.id[-1] if message.pluralizable else message.id)
    ]
    assert not wrong


def update(locale: str) -> list[str]:
    """Bring a catalogue up to date; returns the sentences without a translation."""
    catalogue = read(locale)
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = f"# {LANGUAGES[locale]} of the reader."
    path_of(locale).parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, catalogue, width=100, sort_output=True, ignore_obsolete=True)
    lines = written.getvalue().decode().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(CHANGING_HEADERS)]
    path_of(locale).write_text("".join(kept), encoding="utf-8")
    with path_of(locale).with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)
    return [str(message.id) for message in messages(catalogue) if not all(forms(message))]


if __name__ == "__main__":
    for name in LOCALES:
        for sentence in update(name):
            sys.stdout.write(f"{name}: {sentence}\n")

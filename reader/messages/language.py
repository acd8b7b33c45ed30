"""The language of what people read: English, or a gettext catalogue chosen once per run.

Owns this rule: a sentence is translated where it is shown or raised, whole, with named fields.
English is what the code says, so it needs no catalogue and imports nothing.

Sources: GNU gettext for the catalogues, POSIX for the variables of the locale.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

_DOMAIN = "reader"
_FOLDER = Path(__file__).parent.parent / "locale"
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is not empty decides, as POSIX has it."""
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


class Language(Enum):
    """A language of the interface; the value is its name as a locale's."""

    ENGLISH = "en"
    SIMPLIFIED_CHINESE = "zh_CN"
    TRADITIONAL_CHINESE = "zh_TW"

    @property
    def is_chinese(self) -> bool:
        """Whether it is a kind of Chinese."""
        return self is not Language.ENGLISH


class _Chosen:
    """The language of this run."""

    language = Language.ENGLISH
    catalogue: NullTranslations | None = None


def gettext(message: str) -> str:
    """Return a sentence in the chosen language; imported as ``_``."""
    catalogue = _Chosen.catalogue
    return message if catalogue is None else catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a sentence for a number, in the chosen language."""
    catalogue = _Chosen.catalogue
    if catalogue is not None:
        return catalogue.ngettext(singular, plural, count)
    return singular if count == 1 else plural


def pgettext(context: str, message: str) -> str:
    """Return a short text in the chosen language, told apart from equal ones by its context."""
    catalogue = _Chosen.catalogue
    return message if catalogue is None else catalogue.pgettext(context, message)


def in_one_line(sentences: Iterable[str]) -> str:
    """Join sentences that say one thing each; empty ones are left out."""
    return pgettext("between two sentences of a message", "; ").join(filter(None, sentences))


def in_a_list(items: Iterable[str]) -> str:
    """Return the items of a list, separated as the chosen language separates them."""
    return pgettext("between the items of a list", ", ").join(filter(None, items))


def gettext_noop(message: str) -> str:
    """Mark a text in a table, which `gettext` translates where it is shown."""
    return message


def ngettext_noop(singular: str, plural: str) -> tuple[str, str]:
    """Mark the forms of a sentence in a table."""
    return singular, plural


def current_language() -> Language:
    """Return the language of this run."""
    return _Chosen.language


def named_language(name: str) -> Language | None:
    """Return the language that a name means, as ``zh``, ``zh-TW`` or ``zh_CN.UTF-8``.

    Returns:
        None for a name of no language that the reader speaks.
    """
    parts = name.lower().partition(".")[0].partition("@")[0].replace("-", "_").split("_")
    if parts[0] == "en":
        return Language.ENGLISH
    if parts[0] != "zh":
        return None
    is_traditional = not _TRADITIONAL.isdisjoint(parts[1:])
    return Language.TRADITIONAL_CHINESE if is_traditional else Language.SIMPLIFIED_CHINESE


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Return the language of the environment's locale; English if the reader has none for it."""
    named = next(filter(None, map(environment.get, LOCALE_VARIABLES)), "")
    return named_language(named) or Language.ENGLISH


def choose_language(language: Language) -> None:
    """Have all sentences in a language from now on, also those of click.

    `LANGUAGE` is set for click, which asks gettext itself, and for the programs that the reader
    starts. A missing catalogue, as in a checkout that was never installed, leaves English.
    """
    _Chosen.language = language
    _Chosen.catalogue = None
    if language is Language.ENGLISH:
        return
    import gettext as library  # noqa: PLC0415 - no cost for English

    os.environ["LANGUAGE"] = language.value
    library.bindtextdomain(_DOMAIN, str(_FOLDER))
    library.textdomain(_DOMAIN)
    _Chosen.catalogue = _catalogue_of(language)


def gettext_in(language: Language, message: str) -> str:
    """Return a sentence in a language that need not be the chosen one.

    The first call for a language reads its catalogue, which takes some milliseconds.
    """
    return message if language is Language.ENGLISH else _catalogue_of(language).gettext(message)


@cache
def _catalogue_of(language: Language) -> NullTranslations:
    import gettext as library  # noqa: PLC0415 - no cost for English

    return library.translation(_DOMAIN, str(_FOLDER), languages=[language.value], fallback=True)

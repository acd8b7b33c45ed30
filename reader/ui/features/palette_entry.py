"""An entry of the palette of commands, and how well it fits what was typed.

It is found by its title and explanation, in English, in Chinese and in the chosen language, and
by how its Chinese title is read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from reader.archive.search.folding import fold
from reader.archive.search.pinyin import compile_pinyin
from reader.messages.language import Language, gettext_in
from reader.messages.language import gettext as _

_MIN_PINYIN_LETTERS = 2


class Fit(IntEnum):
    """How well an entry fits a text; a greater one is listed first."""

    NONE = 0
    OTHER_PINYIN = 1
    """Its Chinese title, which is not shown, is read so."""
    WORDS = 2
    """Its title and explanation contain all words."""
    PINYIN = 3
    """Its title is read so."""
    TITLE = 4
    """Its title contains the text."""
    BEGINNING = 5
    """Its title begins with the text."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """What the palette offers to run."""

    title: str
    """In English, as in the table of commands."""
    help: str
    """One sentence fragment in English."""
    keys: str
    """Keys for display; may be empty."""
    run: Callable[[], object]

    @property
    def shown_title(self) -> str:
        """The title in the chosen language."""
        return _(self.title)

    @property
    def shown_help(self) -> str:
        """The explanation in the chosen language."""
        return _(self.help)

    def fit(self, typed: str) -> Fit:
        """Return how well the entry fits a typed text that is not empty."""
        wanted = fold(typed)
        titles = _in_all_languages(self.title)
        if any(title.startswith(wanted) for title in titles):
            return Fit.BEGINNING
        if any(wanted in title for title in titles):
            return Fit.TITLE
        letters = wanted.replace(" ", "")
        if _is_read(self.shown_title, letters):
            return Fit.PINYIN
        text = "\n".join([*titles, *_in_all_languages(self.help)])
        if all(word in text for word in wanted.split()):
            return Fit.WORDS
        is_read = any(_is_read(title, letters) for title in titles)
        return Fit.OTHER_PINYIN if is_read else Fit.NONE


def _in_all_languages(text: str) -> set[str]:
    """Return a text of the table of commands in the languages that it is found in, folded."""
    return {fold(text), fold(_(text)), fold(gettext_in(Language.SIMPLIFIED_CHINESE, text))}


def _is_read(title: str, letters: str) -> bool:
    is_pinyin = len(letters) >= _MIN_PINYIN_LETTERS and letters.isascii() and letters.isalpha()
    return is_pinyin and not title.isascii() and compile_pinyin(letters)(title)

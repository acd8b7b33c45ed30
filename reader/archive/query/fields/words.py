"""Plain words, ``title:`` and ``text:``: a word or phrase stands in the title, or in the text."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import WORDS, Completions, Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Form, Term
from reader.archive.search.title_words import compile_title_words
from reader.archive.search.tokens import compile_words
from reader.messages.language import gettext_noop


class Where(Enum):
    """Where words are looked for; the value is the key that asks for it."""

    ANYWHERE = ""
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Words(Leaf):
    """A word or phrase stands there; see `search.tokens` for what that means."""

    text: str
    where: Where = Where.ANYWHERE
    is_whole: bool = False
    """False takes a Latin word at the end for the beginning of a longer one, too."""

    @property
    def reads_text(self) -> bool:
        """Whether the text is looked at, too."""
        return self.where is not Where.TITLE

    def predicate(self, context: MatchContext) -> Predicate:
        """Look at the title first, which costs less."""
        in_title = compile_title_words(self.text, is_whole=self.is_whole)
        in_text = compile_words(self.text, is_whole=self.is_whole)
        match self.where:
            case Where.TITLE:
                return lambda it: in_title(it.title_tokens)
            case Where.TEXT:
                return lambda it: in_text(it.text.tokens)
            case Where.ANYWHERE:
                return lambda it: in_title(it.title_tokens) or in_text(it.text.tokens)
            case _:
                assert_never(self.where)

    def term(self) -> Term:
        """Return the words, in quotes where they are whole."""
        return Term(self.where.value, self.text, Form.PHRASE if self.is_whole else Form.BEGINNING)


_WORDS = Completions(names=WORDS)

TITLE = Key(
    "title",
    ("标题", "標題"),
    gettext_noop("words of the title"),
    lambda value: Words(value, Where.TITLE),
    _WORDS,
)
TEXT = Key(
    "text",
    ("正文", "内容", "內容"),
    gettext_noop("words of the text"),
    lambda value: Words(value, Where.TEXT),
    _WORDS,
)
SCOPES = {TITLE.name: Where.TITLE, TEXT.name: Where.TEXT}
"""Keys after which any term may stand, also an expression or a group: where it is looked for."""

"""``py:``: the pinyin of a title, spelled out or by initials. Nothing completes it."""

from dataclasses import dataclass

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import ExpectedError, Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Form, Term
from reader.archive.search.pinyin import compile_phrases, forced_phrases
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop


@dataclass(frozen=True, slots=True)
class Pinyin(Leaf):
    """The title holds characters that are read so: spelled out, or by the first letter of each."""

    letters: str

    def predicate(self, context: MatchContext) -> Predicate:
        """Look at the readings of the title's characters."""
        is_read_so = compile_phrases(forced_phrases(self.letters))
        return lambda it: is_read_so(it.title_tokens)

    def term(self) -> Term:
        """Return the letters."""
        return Term(KEY.name, self.letters, Form.AS_IT_IS)


def _read(value: str) -> Pinyin:
    if not (value.isascii() and value.isalpha()):
        raise ExpectedError(_("expected letters, as in py:chuhai"))
    return Pinyin(value.lower())


KEY = Key("py", ("拼音",), gettext_noop("pinyin of the title, whole or initials"), _read)

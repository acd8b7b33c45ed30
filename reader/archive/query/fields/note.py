"""``note:``: words of the notes that the user wrote about posts."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import WORDS, Completions, Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Term
from reader.archive.search.tokens import compile_words, tokenize
from reader.messages.language import gettext_noop


@dataclass(frozen=True, slots=True)
class InNote(Leaf):
    """The user's note has this word or phrase; an empty one asks for posts without a note."""

    text: str

    def test(self) -> Callable[[str], bool]:
        """Return a test on the text of a note, with the meaning of words in a post's text."""
        has_words = compile_words(self.text)
        return lambda note: has_words(tokenize(note))

    def predicate(self, context: MatchContext) -> Predicate:
        """Ask the reading state."""
        state, is_match = context.state, self.test()
        if not self.text:
            return lambda it: not state.note_of(it.post.id)
        return lambda it: bool(note := state.note_of(it.post.id)) and is_match(note)

    def term(self) -> Term:
        """Return the words."""
        return Term(KEY.name, self.text)


KEY = Key(
    "note",
    ("笔记", "筆記", "备注", "備註"),
    gettext_noop("words of a note of your own"),
    InNote,
    Completions(names=WORDS),
)

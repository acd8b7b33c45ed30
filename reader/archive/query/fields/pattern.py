"""``/regular expression/``, alone for the title or after ``text:``; it has no key of its own."""

from dataclasses import dataclass

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.fields.words import Where
from reader.archive.query.model import Leaf
from reader.archive.query.term import Form, Term
from reader.archive.search.patterns import compile_pattern


@dataclass(frozen=True, slots=True)
class Matches(Leaf):
    """A regular expression matches somewhere in the title, or in the text, letter case aside.

    Source: see `search.patterns`.
    """

    pattern: str
    where: Where = Where.TITLE

    @property
    def reads_text(self) -> bool:
        """Whether it is matched against the text."""
        return self.where is not Where.TITLE

    def predicate(self, context: MatchContext) -> Predicate:
        """Search in the title as it is shown, or in the visible text."""
        is_found = compile_pattern(self.pattern)
        if self.where is Where.TEXT:
            return lambda it: is_found(it.text.text)
        return lambda it: is_found(it.post.title)

    def term(self) -> Term:
        """Return the expression between slashes."""
        key = Where.TEXT.value if self.where is Where.TEXT else ""
        return Term(key, self.pattern, Form.EXPRESSION)

"""``author:``: the posts that an author wrote."""

from dataclasses import dataclass

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import Completions, Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Term
from reader.archive.search.folding import fold
from reader.messages.language import gettext_noop


@dataclass(frozen=True, slots=True)
class ByAuthor(Leaf):
    """The header names this author; an empty name asks for posts without authors."""

    name: str

    def predicate(self, context: MatchContext) -> Predicate:
        """Compare whole names, folded."""
        wanted = fold(self.name)
        if not wanted:
            return lambda it: not it.post.authors
        return lambda it: any(fold(author) == wanted for author in it.post.authors)

    def term(self) -> Term:
        """Return the name."""
        return Term(KEY.name, self.name)


KEY = Key(
    "author",
    ("作者",),
    gettext_noop("an author named in the header"),
    ByAuthor,
    Completions(names="author"),
)

"""``tag:``: the posts that carry a tag."""

from dataclasses import dataclass

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import Completions, Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Term
from reader.archive.search.folding import fold
from reader.messages.language import gettext_noop


@dataclass(frozen=True, slots=True)
class HasTag(Leaf):
    """The post carries this tag; an empty name asks for posts without tags."""

    name: str

    def predicate(self, context: MatchContext) -> Predicate:
        """Compare whole names, folded."""
        wanted = fold(self.name)
        if not wanted:
            return lambda it: not it.post.tags
        return lambda it: any(fold(tag) == wanted for tag in it.post.tags)

    def term(self) -> Term:
        """Return the name."""
        return Term(KEY.name, self.name)


KEY = Key(
    "tag",
    ("标签", "標籤"),
    gettext_noop("a tag"),
    HasTag,
    Completions(names="tag"),
)

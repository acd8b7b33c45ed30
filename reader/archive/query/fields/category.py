"""``category:``: the posts of a category and of those below it."""

from dataclasses import dataclass

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import Completions, Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Term
from reader.archive.search.folding import fold
from reader.messages.language import gettext_noop


@dataclass(frozen=True, slots=True)
class InCategory(Leaf):
    """The post is in this category or in one below it; an empty name asks for no category."""

    name: str

    def predicate(self, context: MatchContext) -> Predicate:
        """Compare names up to a slash or their end."""
        if not fold(self.name):
            return lambda it: not it.post.categories
        below = f"{fold(self.name)}/"
        return lambda it: any(f"{fold(name)}/".startswith(below) for name in it.post.categories)

    def term(self) -> Term:
        """Return the name."""
        return Term(KEY.name, self.name)


KEY = Key(
    "category",
    ("分类", "栏目", "分類", "欄目"),
    gettext_noop("a category, with those below it"),
    InCategory,
    Completions(names="category"),
)

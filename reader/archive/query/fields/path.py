"""``path:``: a part of the file's path. Nothing completes it."""

from dataclasses import dataclass

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Term
from reader.archive.search.folding import fold
from reader.messages.language import gettext_noop


@dataclass(frozen=True, slots=True)
class InPath(Leaf):
    """The path of the file below the archive holds this, letter case aside."""

    text: str

    def predicate(self, context: MatchContext) -> Predicate:
        """Look for it anywhere in the path, folded."""
        wanted = fold(self.text)
        return lambda it: wanted in fold(it.post.path)

    def term(self) -> Term:
        """Return the part of the path."""
        return Term(KEY.name, self.text)


KEY = Key("path", ("路径", "路徑"), gettext_noop("a part of the file's path"), InPath)

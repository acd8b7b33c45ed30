"""``label:``: the posts that the user gave a label."""

from dataclasses import dataclass

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import LABELS, Completions, Key
from reader.archive.query.model import Leaf
from reader.archive.query.term import Term
from reader.messages.language import gettext_noop
from reader.state.records import label_field


@dataclass(frozen=True, slots=True)
class Labelled(Leaf):
    """The post has this label; an empty name asks for posts without any."""

    name: str

    def predicate(self, context: MatchContext) -> Predicate:
        """Ask the reading state."""
        state, field = context.state, label_field(self.name)
        if not self.name:
            return lambda it: not state.labels_of(it.post.id)
        return lambda it: bool(state.value(it.post.id, field))

    def term(self) -> Term:
        """Return the name."""
        return Term(KEY.name, self.name)


KEY = Key(
    "label",
    ("我的标签", "我的標籤"),
    gettext_noop("a label of your own"),
    Labelled,
    Completions(names=LABELS),
)

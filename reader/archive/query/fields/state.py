"""``is:``: what the user did with a post, and whether its header could be read."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.key import Completions, Key, read_choice
from reader.archive.query.model import Leaf
from reader.archive.query.term import Form, Term
from reader.messages.language import gettext_noop
from reader.state.records import Mark


class PostState(Enum):
    """What `is:` can ask for."""

    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    PROBLEM = "problem"
    """The header could not be understood as written."""
    LABELLED = "labelled"
    """With one of the user's labels."""
    NOTED = "noted"
    """With a note of the user."""
    RECENT = "recent"
    """Among the posts opened last, one by one; see `ReadingState.recently_read`."""


@dataclass(frozen=True, slots=True)
class HasState(Leaf):
    """The post is in this state."""

    state: PostState

    def predicate(self, context: MatchContext) -> Predicate:
        """Ask the reading state, or the post for its problems."""
        state = context.state
        match self.state:
            case PostState.READ | PostState.UNREAD:
                is_read = self.state is PostState.READ
                return lambda it: state.has(it.post.id, Mark.READ) is is_read
            case PostState.STARRED:
                return lambda it: state.has(it.post.id, Mark.STARRED)
            case PostState.PROBLEM:
                return lambda it: bool(it.post.problems)
            case PostState.LABELLED:
                return lambda it: bool(state.labels_of(it.post.id))
            case PostState.NOTED:
                return lambda it: bool(state.note_of(it.post.id))
            case PostState.RECENT:
                recent = frozenset(state.recently_read())
                return lambda it: it.post.id in recent
            case _:
                assert_never(self.state)

    def term(self) -> Term:
        """Return the state's name."""
        return Term(KEY.name, self.state.value, Form.AS_IT_IS)


_TWINS = {
    "未读": PostState.UNREAD,
    "未讀": PostState.UNREAD,
    "已读": PostState.READ,
    "已讀": PostState.READ,
    "星标": PostState.STARRED,
    "星標": PostState.STARRED,
    "收藏": PostState.STARRED,
    "问题": PostState.PROBLEM,
    "問題": PostState.PROBLEM,
    "笔记": PostState.NOTED,
    "筆記": PostState.NOTED,
    "有标签": PostState.LABELLED,
    "有標籤": PostState.LABELLED,
    "最近": PostState.RECENT,
}

KEY = Key(
    "is",
    ("状态", "狀態"),
    gettext_noop("unread, read, starred, problem, labelled, noted or recent, which is read lately"),
    lambda value: HasState(read_choice(value, PostState, _TWINS)),
    Completions(tuple(state.value for state in PostState), tuple(_TWINS)),
)

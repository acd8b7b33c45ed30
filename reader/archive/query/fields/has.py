"""``has:``: something in the body that is more than words, or a note of the user."""

from dataclasses import dataclass
from enum import Enum

from reader.archive.query.candidate import MatchContext, Predicate
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.key import Completions, Key, read_choice
from reader.archive.query.model import Leaf
from reader.archive.query.term import Form, Term
from reader.messages.language import gettext_noop


class BodyElement(Enum):
    """What `has:` can ask for in a body; the values are those of `document.body_elements`."""

    IMAGE = "image"
    TABLE = "table"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class HasElement(Leaf):
    """The body holds such a thing."""

    element: BodyElement

    @property
    def reads_text(self) -> bool:
        """Always true: it is about the body."""
        return True

    def predicate(self, context: MatchContext) -> Predicate:
        """Ask the body for its elements."""
        wanted = self.element.value
        return lambda it: wanted in it.text.elements

    def term(self) -> Term:
        """Return the element's name."""
        return Term(KEY.name, self.element.value, Form.AS_IT_IS)


_TWINS = {
    "图片": BodyElement.IMAGE,
    "圖片": BodyElement.IMAGE,
    "表格": BodyElement.TABLE,
    "链接": BodyElement.LINK,
    "連結": BodyElement.LINK,
    "鏈接": BodyElement.LINK,
}
_NOTE, _NOTE_TWINS = "note", ("笔记", "筆記")


def _read(value: str) -> HasElement | HasState:
    if value.lower() in {_NOTE, *_NOTE_TWINS}:
        return HasState(PostState.NOTED)
    return HasElement(read_choice(value, BodyElement, _TWINS, others=(_NOTE,)))


KEY = Key(
    "has",
    ("含有",),
    gettext_noop("image, table or link; or note, one of your own"),
    _read,
    Completions(
        (*(element.value for element in BodyElement), _NOTE),
        (*_TWINS, *_NOTE_TWINS),
    ),
)

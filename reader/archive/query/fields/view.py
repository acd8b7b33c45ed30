"""``view:``: what a saved view asks; the parser puts the view's condition there."""

from reader.archive.query.key import VIEWS, Completions, Key, ViewName
from reader.messages.language import gettext_noop

KEY = Key(
    "view",
    ("视图", "視圖"),
    gettext_noop("what a saved view lists"),
    ViewName,
    Completions(names=VIEWS),
)

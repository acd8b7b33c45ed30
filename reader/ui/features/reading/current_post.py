"""The post that a command acts on."""

from reader.posts.post import Post
from reader.ui.features.panes import Panes
from reader.ui.features.text.texts import Texts
from reader.ui.pane_layout import Pane
from reader.ui.widgets.post_list import PostList


class CurrentPost:
    """The post of the text if the text is focused, else the one under the list's cursor."""

    def __init__(self, posts: PostList, texts: Texts, panes: Panes) -> None:
        self._posts = posts
        self._texts = texts
        self._panes = panes

    @property
    def post(self) -> Post | None:
        """The post; None if there is none or its row is not read yet."""
        is_in_text = self._panes.current is Pane.TEXT and self._texts.wanted is not None
        return self._texts.wanted if is_in_text else self._posts.current

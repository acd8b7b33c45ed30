"""Coming back: to the line where one stopped in a text, and to view and post of the last run."""

import json
from contextlib import suppress

from textual.timer import Timer

from reader.errors import QueryError
from reader.posts.post import PostId
from reader.session import Session
from reader.state.records import HERE, PLACE, WHOLE_ARCHIVE
from reader.ui.screens.saved_views_screen import SavedViewsScreen
from reader.ui.views import Place, View, read_query, spell_query

_REST_SECONDS = 1.0
"""A place where one rested so long is kept, whatever ends the reader."""


class ReturningScreen(SavedViewsScreen):
    """Keeps where the person is, and goes there again."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._rest_timer: Timer | None = None
        self._go_back_to(session.state.value(WHOLE_ARCHIVE, HERE))

    def on_mount(self) -> None:
        """Keep the place whenever it has not changed for a while."""
        self.watch(self.text, "top", self._wait_for_rest, init=False)
        self.watch(self.posts, "cursor", self._wait_for_rest, init=False)
        self.sidebar.mark_shown(self.view.key)

    def on_unmount(self) -> None:
        """Keep the place at the end of the run."""
        self._keep_place()

    def _wait_for_rest(self) -> None:
        if self._rest_timer is None:
            self._rest_timer = self.set_timer(_REST_SECONDS, self._keep_place_at_rest)
        else:
            self._rest_timer.reset()

    def _keep_place_at_rest(self) -> None:
        self._rest_timer = None
        self._keep_place()
        self.states.save()

    def text_left(self) -> None:
        """Keep the place in a text that was being read."""
        super().text_left()
        self._keep_place_in_text()

    def text_shown(self, *, is_same: bool) -> None:
        """Go on in a text where the person stopped in it, in this run or before."""
        if not is_same and self.opened is not None and self._place_to_show is None:
            kept = self.session.state.value(self.opened.post.id, PLACE)
            with suppress(ValueError):
                self._place_to_show = float(kept) if kept else None
        super().text_shown(is_same=is_same)

    def _keep_place_in_text(self) -> None:
        if self.opened is None or self._looked_at is None or self._is_source_shown:
            return
        post_id = self.opened.post.id
        if post_id == self._looked_at.id and self.text.text_layout is not None:
            self.session.state.keep(PLACE, post_id, f"{self.text.place:.4f}")

    def _keep_place(self) -> None:
        self._keep_place_in_text()
        post = self.posts.current
        if post is None:
            return
        here = {
            "key": self.view.key,
            "title": self.view.title,
            "query": spell_query(self.view.query),
            "post": post.id,
            "cursor": self.posts.cursor,
            "top": self.posts.top,
        }
        self.session.state.keep(HERE, WHOLE_ARCHIVE, json.dumps(here))

    def _go_back_to(self, text: str) -> None:
        """Begin where the last run ended; from the list of all posts where that is not known."""
        with suppress(QueryError, ValueError, LookupError, TypeError):
            here = json.loads(text)
            query = read_query(here["query"])
            place = Place(PostId(str(here["post"])), int(here["cursor"]), int(here["top"]))
            self.view = View(str(here["key"]), str(here["title"]), query)
            self._places.remember(query, place)

"""Resuming: the last position in each text, and the view and post of the last run."""

import json
from contextlib import suppress

from reader.browsing.kept_views import values_of, view_of
from reader.browsing.views import ListPosition
from reader.errors import QueryError
from reader.posts.post import PostId
from reader.session import Session
from reader.state.records import HERE, PLACE, WHOLE_ARCHIVE
from reader.ui.events import CursorPlaced, TextLeft, TextScrolled, TextShown
from reader.ui.features.lists.listing import Listing
from reader.ui.features.reading.marks import Marks
from reader.ui.features.text.history import History
from reader.ui.features.text.texts import Texts
from reader.ui.features.timing import Countdown, Timers
from reader.ui.loaders.state_loader import StateLoader
from reader.ui.widgets.main_widgets import MainWidgets

_REST_SECONDS = 1.0
"""Time after which an unchanged position is saved, so that a crash does not lose it."""


class Resume:
    """Saves the user's position, and restores it."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        listing: Listing,
        texts: Texts,
        history: History,
        marks: Marks,
        states: StateLoader,
        timers: Timers,
    ) -> None:
        """Start where the last run ended, or with all posts if that is unknown."""
        self._state = session.state
        self._posts = widgets.posts
        self._text = widgets.text
        self._listing = listing
        self._texts = texts
        self._history = history
        self._marks = marks
        self._states = states
        self._resting = Countdown(timers, _REST_SECONDS, self._keep_at_rest)
        self._go_back_to(session.state.value(WHOLE_ARCHIVE, HERE))

    def moved(self, _: TextScrolled | CursorPlaced) -> None:
        """Save the position once it has not changed for a while."""
        self._resting.restart()

    def _keep_at_rest(self) -> None:
        self.keep()
        self._states.save()

    def text_left(self, _: TextLeft) -> None:
        """Save the position in a text that was being read."""
        self._keep_in_text()

    def text_shown(self, event: TextShown) -> None:
        """Restore the last position in a text, from this run or an earlier one."""
        if not event.is_same and self._texts.opened is not None:
            kept = self._state.value(self._texts.opened.post.id, PLACE)
            with suppress(ValueError):
                if kept:
                    self._history.resume_at(float(kept))

    def _keep_in_text(self) -> None:
        opened, looked_at = self._texts.opened, self._marks.looked_at
        if opened is None or looked_at is None or self._texts.is_source_shown:
            return
        if opened.post.id == looked_at.id and self._text.text_layout is not None:
            self._state.keep(PLACE, opened.post.id, f"{self._text.text_anchor:.4f}")

    def keep(self) -> None:
        """Record the position in the text and in the list; the caller saves it."""
        self._keep_in_text()
        post, view = self._posts.current, self._listing.view
        if post is None:
            return
        here = {
            **values_of(view),
            "post": post.id,
            "cursor": self._posts.cursor,
            "top": self._posts.top,
        }
        self._state.keep(HERE, WHOLE_ARCHIVE, json.dumps(here))

    def _go_back_to(self, text: str) -> None:
        with suppress(QueryError, ValueError, LookupError, TypeError):
            here = json.loads(text)
            position = ListPosition(
                PostId(str(here["post"])), int(here["cursor"]), int(here["top"])
            )
            self._listing.begin_at(view_of(here, self._state), position)

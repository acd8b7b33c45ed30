"""Catching up: what came before today counts as read, by key, and as the answer to a question."""

from reader.archive.query.fields.date import Recent, Side
from reader.archive.query.model import Not, Query
from reader.state.records import SET, Mark
from reader.ui.loaders.state_loader import ArchiveRecognised
from reader.ui.screens.marking_screen import MarkingScreen

_BEFORE_TODAY = Query(Not(Recent("today", Side.AFTER)))
"""With the posts that have no date."""
_MANY_NEW = 100
"""Of fewer posts nobody minds that they are unread."""
_QUESTION = "All posts of this new archive are unread; C marks those before today as read"
_QUESTION_SECONDS = 60.0


class CatchingUpScreen(MarkingScreen):
    """Marks what is old as read, and offers that, once, where an archive is new."""

    def on_archive_recognised(self, event: ArchiveRecognised) -> None:
        """Offer it, in the bottom line: whoever begins to read has answered."""
        if event.new_posts >= _MANY_NEW and not self.session.state.recently_read():
            self.bottom_line.say(_QUESTION, seconds=_QUESTION_SECONDS)

    def action_catch_up(self) -> None:
        """See `commands`."""
        self.say("marking …")
        self.archive.load_differing_of(_BEFORE_TODAY, Mark.READ.value, SET)

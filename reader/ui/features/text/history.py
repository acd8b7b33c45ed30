"""History: back and forward between posts, and posts outside the list."""

from reader.messages.language import gettext as _
from reader.posts.post import Post
from reader.ui.events import Events, TextLeft, TextShown
from reader.ui.features.lists.listing import Listing
from reader.ui.features.panes import Panes
from reader.ui.features.reading.follow import Follow
from reader.ui.features.reading.marks import Marks
from reader.ui.features.text.texts import Texts
from reader.ui.features.text.visits import Visits
from reader.ui.pane_layout import Pane
from reader.ui.widgets.main_widgets import MainWidgets


class History:
    """Remembers the visited posts, and the anchor in each text."""

    def __init__(
        self,
        widgets: MainWidgets,
        texts: Texts,
        listing: Listing,
        marks: Marks,
        follow: Follow,
        panes: Panes,
        events: Events,
    ) -> None:
        self._text = widgets.text
        self._posts = widgets.posts
        self._bottom_line = widgets.bottom_line
        self._texts = texts
        self._listing = listing
        self._marks = marks
        self._follow = follow
        self._panes = panes
        self._events = events
        self._visits = Visits()
        self._anchor_to_show: float | None = None

    def add(self, post: Post) -> None:
        """Add a post to the history."""
        self._visits.visit(post)

    def visit(self, post: Post) -> None:
        """Open any post of the archive; the list's cursor moves to it if it is listed."""
        self._open_away(post)
        self._marks.begin_reading(post)
        self._visits.visit(post)

    def jump_to(self, line: int) -> None:
        """Jump to a line of the text; `go` returns to the old position."""
        if self._texts.opened is None:
            self._text.move_to_line(line)
            return
        post = self._texts.opened.post
        self._visits.visit(post, self._text.text_anchor)
        self._visits.leave(post, self._text.text_anchor)
        self._text.move_to_line(line)
        self._visits.visit(post, self._text.text_anchor, is_jump=True)

    def text_left(self, _: TextLeft) -> None:
        """Save the anchor in the text that is being left."""
        if self._texts.opened is not None:
            self._visits.leave(self._texts.opened.post, self._text.text_anchor)

    def resume_at(self, anchor: float) -> None:
        """Go to an anchor in the new text, unless the history has its own."""
        if self._anchor_to_show is None:
            self._anchor_to_show = anchor

    def text_shown(self, _: TextShown) -> None:
        """Restore the anchor of a text reached through the history."""
        layout = self._text.text_layout
        if self._anchor_to_show is not None:
            self._text.go_to_anchor(self._anchor_to_show)
            if layout is None or layout.is_whole:
                self._anchor_to_show = None

    def go(self, step: int) -> None:
        """Go one visit back (-1) or forward (1)."""
        here, shown = self._visits.here, self._texts.wanted
        is_here = here is not None and shown is not None and here.post.id == shown.id
        self._events.emit(TextLeft())
        visit = self._visits.move(step) if is_here or step > 0 else here
        if visit is None:
            self._bottom_line.say(
                _("nothing to go back to") if step < 0 else _("nothing to go forward to")
            )
        elif shown is not None and visit.post.id == shown.id:
            self._text.go_to_anchor(visit.anchor)
        else:
            self._open_away(visit.post)
            self._anchor_to_show = visit.anchor

    def _open_away(self, post: Post) -> None:
        self._anchor_to_show = None
        self._follow.is_away = True
        self._texts.open(post)
        self._panes.go_to(Pane.TEXT)
        self._listing.find_row(lambda found: found.index_of(post.id), self._posts.move_to_line)

"""Back and forward between posts that were read, and posts that the list does not stand on."""

from reader.posts.post import Post
from reader.session import Session
from reader.ui.pane_layout import Pane
from reader.ui.screens.reading_screen import ReadingScreen
from reader.ui.visited import Visited


class VisitingScreen(ReadingScreen):
    """Remembers what was read, and the place in each text."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._visited = Visited()
        self._place_to_show: float | None = None

    def read(self, post: Post) -> None:
        """Open a post and remember that it was read."""
        super().read(post)
        self._visited.visit(post)

    def visit(self, post: Post) -> None:
        """Read a post wherever it is in the archive; the list's cursor goes there if it can."""
        self._open_away(post)
        self.mark_read(post)
        self._visited.visit(post)

    def jump_to(self, line: int) -> None:
        """Go to a line of the text, from where `go_back` leads back."""
        if self.opened is None:
            self.text.move_to_line(line)
            return
        post = self.opened.post
        self._visited.visit(post, self.text.place)
        self._visited.leave(post, self.text.place)
        self.text.move_to_line(line)
        self._visited.visit(post, self.text.place, is_jump=True)

    def text_left(self) -> None:
        """Keep the place in the text that goes."""
        super().text_left()
        if self.opened is not None:
            self._visited.leave(self.opened.post, self.text.place)

    def text_shown(self, *, is_same: bool) -> None:
        """Go to the place in a text to which one has come back."""
        super().text_shown(is_same=is_same)
        layout = self.text.text_layout
        if self._place_to_show is not None:
            self.text.go_to_place(self._place_to_show)
            if layout is None or layout.is_whole:
                self._place_to_show = None

    def action_go_back(self) -> None:
        """See `commands`."""
        self._go(-1)

    def action_go_forward(self) -> None:
        """See `commands`."""
        self._go(1)

    def _go(self, step: int) -> None:
        here, shown = self._visited.here, self.wanted
        is_here = here is not None and shown is not None and here.post.id == shown.id
        self.text_left()
        stop = self._visited.move(step) if is_here or step > 0 else here
        if stop is None:
            self.say("nothing was read before" if step < 0 else "nothing to go forward to")
        elif shown is not None and stop.post.id == shown.id:
            self.text.go_to_place(stop.place)
        else:
            self._open_away(stop.post)
            self._place_to_show = stop.place

    def _open_away(self, post: Post) -> None:
        self._place_to_show = None
        self.is_away = True
        self.open_post(post)
        self.go_to(Pane.TEXT)
        selection = self.posts.selection
        if selection is not None:
            self.find_place(
                selection, lambda found: found.index_of(post.id), self.posts.move_to_line
            )

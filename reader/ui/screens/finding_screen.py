"""Finding in the text: while one types, from hit to hit, and back to where one was."""

from collections.abc import Sequence

from reader.session import Session
from reader.ui.loaders.text_finder import FindFailed, HitsReady, TextFinder
from reader.ui.screens.visiting_screen import VisitingScreen
from reader.ui.widgets.prompt_line import Purpose


class FindingScreen(VisitingScreen):
    """Marks words in the text; while some are looked for, `n` and `N` go from hit to hit."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._finder = TextFinder(self.post_message)
        self._patterns: tuple[str, ...] = ()
        self._kept_patterns: tuple[str, ...] = ()
        self._find_request = 0
        self._is_awaiting_hits = False
        self._steps_to_take = 0
        self._origin: int | None = None
        self._is_typing = False

    def on_unmount(self) -> None:
        """Let the finder's thread go."""
        self._finder.close()

    @property
    def is_finding(self) -> bool:
        """Whether words are looked for in the text, there or not."""
        return bool(self._patterns)

    def end_finding(self) -> bool:
        """Take away the marks of what was looked for in the text; those of a search stay.

        Returns:
            False where there were none.
        """
        has_own = self._patterns != self._kept_patterns
        if has_own:
            self._look_for(self._kept_patterns)
        return has_own

    def highlight(self, patterns: Sequence[str]) -> None:
        """Mark words in this text and in all that are opened later; none ends that.

        Args:
            patterns: Words as a person types them; a regular expression begins with a slash.
        """
        self._kept_patterns = tuple(patterns)
        self._origin = None
        self.text.marks.current_hit = -1
        self._look_for(self._kept_patterns)

    def action_find(self) -> None:
        """See `commands`."""
        self._origin, self._is_typing = self.text.top, True
        self.prompt.ask(Purpose.FIND)

    def find_typed(self, text: str) -> None:
        """Look for what has been typed so far, from where one was."""
        self._look_for((text,) if text else ())
        if not text:
            self.prompt.remark("")
            self._return()

    def keep_hits(self) -> None:
        """Leave the hits marked, and say how many there are as soon as that is known."""
        self._is_typing = False
        if not self._is_awaiting_hits:
            self._tell_hits()

    def leave_hits(self) -> None:
        """Take the marks away and go back to where one was before."""
        self._is_typing = False
        self._look_for(self._kept_patterns)
        self._return()
        self._origin = None

    def text_shown(self, *, is_same: bool) -> None:
        """Look again in a text that is laid out anew; in another one, only for what is kept."""
        super().text_shown(is_same=is_same)
        if not is_same:
            self._patterns, self._origin = self._kept_patterns, None
        self._look_for(self._patterns)

    def action_next_unread(self) -> None:
        """See `commands`."""
        if not self._takes_step(1):
            super().action_next_unread()

    def action_previous_unread(self) -> None:
        """See `commands`."""
        if not self._takes_step(-1):
            super().action_previous_unread()

    def _takes_step(self, step: int) -> bool:
        """Go to another hit, or wait for hits; False where none is to be expected."""
        if self._is_awaiting_hits:
            self._steps_to_take += step
            return True
        hits = self.text.marks.hits
        if not hits:
            return False
        self._go_to_hit(step)
        self._tell_hits()
        return True

    def _look_for(self, patterns: tuple[str, ...]) -> None:
        self._patterns = patterns
        self._find_request += 1
        self._steps_to_take = 0
        layout = self.text.text_layout
        self._is_awaiting_hits = bool(patterns) and layout is not None
        if self._is_awaiting_hits and layout is not None:
            self._finder.find(self._find_request, layout, patterns)
        elif self.text.marks.hits is not None:
            self.text.marks.hits = None
            self.text.repaint()

    def on_hits_ready(self, event: HitsReady) -> None:
        """Mark the hits, unless other words or another text are asked for by now."""
        if event.request != self._find_request or event.hits.layout is not self.text.text_layout:
            return
        self._is_awaiting_hits = False
        marks, hits = self.text.marks, event.hits
        marks.hits = hits
        if self._origin is not None:
            marks.current_hit = hits.first_from(self._origin) if hits else -1
            self._show_hit()
        marks.current_hit = min(marks.current_hit, len(hits) - 1)
        for _ in range(abs(self._steps_to_take)):
            self._go_to_hit(1 if self._steps_to_take > 0 else -1)
        self.text.repaint()
        if self._origin is not None or self._steps_to_take:
            self._tell_hits()
        self._steps_to_take = 0

    def on_find_failed(self, event: FindFailed) -> None:
        """Say why nothing is looked for; what was marked last stays."""
        if event.request == self._find_request:
            self._is_awaiting_hits = False
            (self.prompt.remark if self._is_typing else self.say_error)(str(event.error))

    def _go_to_hit(self, step: int) -> None:
        """Go on by one hit, around the end; at first to the nearest."""
        marks = self.text.marks
        if not marks.hits:
            return
        if marks.current_hit < 0:
            nearest = marks.hits.first_from(self.text.top)
            marks.current_hit = nearest if step > 0 else (nearest - 1) % len(marks.hits)
        else:
            marks.current_hit = (marks.current_hit + step) % len(marks.hits)
        self._origin = None
        self._show_hit()

    def _show_hit(self) -> None:
        marks = self.text.marks
        if marks.hits and marks.current_hit >= 0:
            for part in marks.hits.parts_of(marks.current_hit)[:1]:
                self.text.show_line(part.line)
                self.text.sideways.bring_into_sight(part.line, part.start, part.end)
        else:
            self._return()
        self.text.repaint()

    def _return(self) -> None:
        if self._origin is not None:
            self.text.move_to_line(self._origin)

    def _tell_hits(self) -> None:
        marks = self.text.marks
        if not self._patterns or marks.hits is None:
            return
        count = f"{marks.current_hit + 1}/{len(marks.hits):,}" if marks.hits else "no hits"
        if self._is_typing:
            self.prompt.remark(count)
        elif marks.hits:
            self.say(f"hit {count} · n and N go through them, Esc ends")
        else:
            self.say(count)

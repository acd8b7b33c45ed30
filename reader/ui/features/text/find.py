"""Find in text: searching while the user types, moving between hits, and cancelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.messages.language import gettext as _
from reader.ui.events import ImagesPlaced, TextShown
from reader.ui.features.panes import Panes
from reader.ui.loaders.text_finder import TextFinder
from reader.ui.pane_layout import Pane
from reader.ui.prompt_mode import PromptMode, Refusal
from reader.ui.text.find_pattern import FindPattern, read_pattern
from reader.ui.widgets.main_widgets import MainWidgets

if TYPE_CHECKING:
    from reader.ui.text.text_search import Hits


class Find:
    """Highlights words in the text, and moves from hit to hit."""

    def __init__(self, widgets: MainWidgets, finder: TextFinder, panes: Panes) -> None:
        self._text = widgets.text
        self._prompt = widgets.prompt
        self._bottom_line = widgets.bottom_line
        self._finder = finder
        self._panes = panes
        self._patterns: tuple[FindPattern, ...] = ()
        self._kept_patterns: tuple[FindPattern, ...] = ()
        """Patterns of the archive search, highlighted in every text."""
        self._is_awaiting_hits = False
        self._steps_to_take = 0
        self._origin: int | None = None
        """The line where the search starts while the user types."""
        self._is_typing = False
        self._fault = ""
        """Why the typed pattern can't be looked for."""
        self._mode = PromptMode(
            _("find"),
            accept=self._accept,
            change=self._change,
            cancel=self._cancel,
            check=self._check,
            hint=_("words or /regular expression/"),
        )

    def begin(self) -> None:
        """Prompt for words."""
        self._origin, self._is_typing = self._text.top, True
        self._prompt.ask(self._mode)

    @property
    def has_hits(self) -> bool:
        """Whether words that the user looked for are marked."""
        return bool(self._patterns) and self._patterns != self._kept_patterns

    def highlight(self, patterns: Sequence[FindPattern]) -> None:
        """Highlight words in this text and all later ones; no patterns end that.

        Args:
            patterns: Words and regular expressions of the archive search.
        """
        self._kept_patterns = tuple(patterns)
        self._origin = None
        self._text.marks.current_hit = -1
        self._look_for(self._kept_patterns)

    def step_back(self) -> bool:
        """Remove the highlights of find in text; those of an archive search stay.

        Returns:
            False if there were none.
        """
        has_own = self._patterns != self._kept_patterns
        if has_own:
            self._look_for(self._kept_patterns)
        return has_own

    def _change(self, text: str) -> None:
        self._look_for((read_pattern(text),) if text else ())
        if not text:
            self._prompt.remark("")
            self._return()

    def _check(self, text: str) -> Refusal | None:
        return Refusal(self._fault, len(text)) if self._fault else None

    def _accept(self, _: str) -> None:
        """Keep the highlights, and report the number of hits when it is known."""
        self._panes.go_to(Pane.TEXT)
        self._is_typing = False
        if not self._is_awaiting_hits:
            self._tell_hits()

    def _cancel(self) -> None:
        """Remove the highlights and return to the earlier position."""
        self._is_typing = False
        self._look_for(self._kept_patterns)
        self._return()
        self._origin = None
        self._panes.stay()

    def text_shown(self, event: TextShown) -> None:
        """Search again in a new layout of the text; in another text, only for kept patterns."""
        if not event.is_same:
            self._patterns, self._origin = self._kept_patterns, None
        self._look_for(self._patterns)

    def images_placed(self, _: ImagesPlaced) -> None:
        """Search again after images have moved the lines."""
        self._look_for(self._patterns)

    def go(self, step: int) -> bool:
        """Go to another hit, or wait for hits; False if there can be none."""
        if self._is_awaiting_hits:
            self._steps_to_take += step
            return True
        if not self._text.marks.hits:
            return False
        self._go_to_hit(step)
        self._tell_hits()
        return True

    def _look_for(self, patterns: tuple[FindPattern, ...]) -> None:
        self._patterns = patterns
        self._fault = ""
        self._steps_to_take = 0
        layout = self._text.text_layout
        self._is_awaiting_hits = bool(patterns) and layout is not None
        if self._is_awaiting_hits and layout is not None:
            self._finder.find(
                layout,
                patterns,
                self._show_hits,
                self._failed,
                lambda: patterns == self._patterns and layout is self._text.text_layout,
            )
        elif self._text.marks.hits is not None:
            self._text.marks.hits = None
            self._text.repaint()

    def _show_hits(self, hits: Hits) -> None:
        self._is_awaiting_hits = False
        marks = self._text.marks
        marks.hits = hits
        if self._origin is not None:
            marks.current_hit = hits.first_from(self._origin) if hits else -1
            self._show_hit()
        marks.current_hit = min(marks.current_hit, len(hits) - 1)
        for _step in range(abs(self._steps_to_take)):
            self._go_to_hit(1 if self._steps_to_take > 0 else -1)
        self._text.repaint()
        if self._origin is not None or self._steps_to_take:
            self._tell_hits()
        self._steps_to_take = 0

    def _failed(self, error: ReaderError) -> None:
        """Report an invalid pattern; the last highlights stay."""
        self._is_awaiting_hits = False
        self._fault = str(error)
        (self._prompt.remark if self._is_typing else self._bottom_line.say_error)(self._fault)

    def _go_to_hit(self, step: int) -> None:
        """Move by one hit, wrapping around; the first time to the nearest."""
        marks = self._text.marks
        if not marks.hits:
            return
        if marks.current_hit < 0:
            nearest = marks.hits.first_from(self._text.top)
            marks.current_hit = nearest if step > 0 else (nearest - 1) % len(marks.hits)
        else:
            marks.current_hit = (marks.current_hit + step) % len(marks.hits)
        self._origin = None
        self._show_hit()

    def _show_hit(self) -> None:
        marks = self._text.marks
        if marks.hits and marks.current_hit >= 0:
            for part in marks.hits.parts_of(marks.current_hit)[:1]:
                self._text.show_line(part.line)
                self._text.sideways.bring_into_sight(part.line, part.start, part.end)
        else:
            self._return()
        self._text.repaint()

    def _return(self) -> None:
        if self._origin is not None:
            self._text.move_to_line(self._origin)

    def _tell_hits(self) -> None:
        marks = self._text.marks
        if not self._patterns or marks.hits is None:
            return
        fields = {"number": marks.current_hit + 1, "count": len(marks.hits)}
        if not marks.hits:
            (self._prompt.remark if self._is_typing else self._bottom_line.say)(_("no hits"))
        elif self._is_typing:
            self._prompt.remark("{number:,}/{count:,}".format_map(fields))
        else:
            text = _("hit {number:,}/{count:,} · n and N go through them, Esc ends")
            self._bottom_line.say(text.format_map(fields))

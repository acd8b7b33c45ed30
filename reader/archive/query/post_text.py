"""What a query can ask of a post's body: its visible text, its tokens, its elements."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reader.liquid_inputs import NO_INPUTS, LiquidInputs

if TYPE_CHECKING:
    from reader.archive.search.body_text import BodyText


@dataclass(frozen=True)
class PostText:
    """A body, analysed only as far as a condition asks."""

    body: str
    is_html: bool
    """True where Markdown is not expected."""
    liquid: LiquidInputs = NO_INPUTS
    """What Liquid in `body` can ask for."""

    @property
    def text(self) -> str:
        """The visible text, one line a block."""
        return self._analysed.text

    @property
    def tokens(self) -> str:
        """The text as `tokenize` makes it."""
        return self._analysed.tokens

    @property
    def elements(self) -> frozenset[str]:
        """What the body holds beyond words, as the values of `fields.has.BodyElement`."""
        return self._analysed.elements

    @cached_property
    def _analysed(self) -> "BodyText":
        from reader.archive.search.body_text import BodyText  # noqa: PLC0415 - the parsers: 60 ms

        return BodyText(self.body, is_html=self.is_html, liquid=self.liquid)


NO_TEXT = PostText("", is_html=True)
"""Of a file that can't be read."""

"""The settings of typesetting that are a matter of taste."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typesetting:
    """Choices that hold for a whole layout."""

    is_justified: bool = False
    """Whether full lines end at the same column, by space put between words and characters."""
    has_indent: bool = False
    """Whether a paragraph begins two wide characters in, as Chinese books do."""
    has_script_gaps: bool = False
    """Whether a hair of space stands between Han and Latin where the text has none."""
    hangs_punctuation: bool = False
    """Whether the last two columns are kept for a closing mark, which then takes no character
    down to the next line with it."""
    scrolls_wide_blocks: bool = False
    """Whether lines of code and tables that are too wide are cut, to be moved sideways; else they
    are divided, and tables become records."""


PLAIN_TYPESETTING = Typesetting()
"""The defaults, without blocks that can be moved sideways."""

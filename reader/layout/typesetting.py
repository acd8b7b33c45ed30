"""The user's typesetting settings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typesetting:
    """Settings of a whole layout."""

    is_justified: bool = False
    """Whether full lines are justified, by space between words and characters."""
    has_indent: bool = False
    """Whether paragraphs are indented by two wide characters, as in Chinese books."""
    has_script_gaps: bool = False
    """Whether a space is added between Han and Latin where the text has none."""
    hangs_punctuation: bool = False
    """Whether the last two columns are kept for a hanging closing mark, which would otherwise pull
    a character down to the next line."""
    scrolls_wide_blocks: bool = False
    """Whether wide code and tables are cut and scroll sideways; otherwise code is divided, and
    tables become records."""
    marks_moves: bool = False
    """Whether rises and falls get a role of their own; see `signed_numbers`."""


PLAIN_TYPESETTING = Typesetting()
"""The defaults, without horizontal scrolling."""

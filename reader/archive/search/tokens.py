"""Words as search compares them: a text becomes tokens, a word or phrase neighbouring tokens.

One token is a single character of a script that is written without spaces (so that every word of
it is found, also inside another), a whole run of letters and digits of any other, or one mark of
punctuation; see `character_tokens` and `neighbours` for what is folded. Both sides go through
`tokenize`.
"""

from collections.abc import Callable, Iterator

from reader.archive.search.character_tokens import TOKENS, is_alone
from reader.archive.search.neighbours import Piece, in_context, pieces_in_context

_SHORTEST_PREFIX = 2
_SHORTEST_NUMBER_PREFIX = 4
"""Digits. Fewer begin a number in most texts, if only a year: finding those does not help and takes
the full-text index a third of a second for a million posts."""


def tokenize(text: str) -> str:
    """Return the tokens of a text in order, separated by single spaces; line feeds end blocks.

    About 40 nanoseconds a character; `tokens_of_long` takes less. Marks of ASCII come out
    full-width, so that no token has a character below U+0080 but small letters and digits.
    """
    tokens = in_context(text).translate(TOKENS)
    while "  " in tokens:  # a quarter of the time of split and join
        tokens = tokens.replace("  ", " ")
    return tokens.strip(" ")


def token_pieces(text: str) -> Iterator[Piece]:
    """Yield what each character adds to the tokens, with a space where it separates two.

    Characters that mean something only together are one piece.
    """
    for read, start, end in pieces_in_context(text):
        yield Piece("".join(TOKENS[ord(character)] for character in read), start, end)


def compile_words(text: str, *, is_whole: bool = False) -> Callable[[str], bool]:
    """Return a test on tokenized text: whether the tokens of a word or phrase stand in it.

    Args:
        text: As typed. What has no tokens stands in every text.
        is_whole: False takes a run of letters or digits at the end, of two or more, for the
            beginning of a longer one, too.
    """
    tokens = tokenize(text)
    wanted = f" {tokens}" if is_prefix(tokens) and not is_whole else f" {tokens} "
    return (lambda tokenized: wanted in f" {tokenized} ") if tokens else lambda _: True


def is_prefix(tokens: str) -> bool:
    """Say whether the last of some tokens may go on: a run of two letters, or of four digits."""
    last = tokens.rpartition(" ")[2]
    shortest = _SHORTEST_NUMBER_PREFIX if last.isdigit() else _SHORTEST_PREFIX
    return len(last) >= shortest and last.isalnum() and not is_alone(last)

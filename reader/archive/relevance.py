"""How well posts fit the words of a query: the formula by which the index ranks, without it.

Reads the text of every post, as a search for words without an index does.

Source: SQLite's documentation of FTS5, section 5.1.1 (BM25), with the weights below.
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from reader.archive.match_positions import asked_words
from reader.archive.ordering import moment_us
from reader.archive.query.candidate import Candidate
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import Condition
from reader.archive.search.tokens import is_prefix, tokenize
from reader.posts.post import PostId

TITLE_WEIGHT = 8.0
"""What a word in the title counts, of 1 in the text."""
FADES_DAYS = 90.0
"""Age, counted from the newest post, at which a hit counts two thirds of what it does when new."""
DAY_US = 86_400_000_000
_K1, _B = 1.2, 0.75
_MIN_RARITY = 1e-6


def rank(candidates: Iterable[Candidate], condition: Condition) -> dict[PostId, float]:
    """Return how well each post fits, the best with the lowest number.

    Args:
        candidates: All posts of the archive; how rare a word is depends on the others, too.
        condition: What is asked; without words all posts fit alike, and none is read.
    """
    counters = [_counter(words) for words in asked_words(condition)]
    if not counters:
        return {}
    lengths: dict[PostId, int] = {}
    counts: dict[PostId, list[float]] = {}
    moments: dict[PostId, int] = {}
    for it in candidates:
        post, title, text = it.post, it.title_tokens, it.text.tokens
        lengths[post.id] = len(title.split(" ")) + len(text.split(" "))
        counts[post.id] = [count(title, text) for count in counters]
        moments[post.id] = moment_us(post.date) if post.date else -(2**62)
    rarities = [_rarity(len(counts), hits) for hits in _hits(counts.values(), len(counters))]
    average = sum(lengths.values()) / max(len(lengths), 1)
    newest = max(moments.values(), default=0)
    return {
        post_id: _score(found, rarities, lengths[post_id] / average)
        * (0.5 + 0.5 / (1 + (newest - moments[post_id]) / (FADES_DAYS * DAY_US)))
        for post_id, found in counts.items()
    }


def _counter(words: Words) -> Callable[[str, str], float]:
    """Return what counts a word or phrase in the tokens of a title and a text, by their weights."""
    tokens = tokenize(words.text)
    goes_on = is_prefix(tokens) and not words.is_whole
    # What is only looked at may be the beginning of the next hit.
    find = re.compile(f"(?= {re.escape(tokens)}{'' if goes_on else ' '})").findall

    def count(title: str, text: str) -> float:
        in_title = 0 if words.where is Where.TEXT else len(find(f" {title} "))
        in_text = 0 if words.where is Where.TITLE else len(find(f" {text} "))
        return TITLE_WEIGHT * in_title + in_text

    return count if tokens else lambda _, __: 0.0


def _hits(counts: Iterable[Sequence[float]], words: int) -> list[int]:
    hits = [0] * words
    for number, count in chain.from_iterable(map(enumerate, counts)):
        hits[number] += count > 0
    return hits


def _rarity(posts: int, hits: int) -> float:
    return max(math.log((posts - hits + 0.5) / (hits + 0.5)), _MIN_RARITY)


def _score(counts: Sequence[float], rarities: Sequence[float], length: float) -> float:
    """Return the negative BM25 of one post.

    Args:
        counts: Of each word in it, weighted.
        rarities: Of each word in the archive.
        length: Of the post, in average lengths.
    """
    damping = _K1 * (1 - _B + _B * length)
    return -sum(
        rarity * count * (_K1 + 1) / (count + damping)
        for count, rarity in zip(counts, rarities, strict=True)
    )

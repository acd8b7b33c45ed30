"""The words of invented financial news, from the most frequent to the rarest.

The frequent ones are written out; the rare ones are composed of the 3,755 usual characters
of GB 2312, level 1, so that single characters and pairs of them are as varied as in real texts.
All companies, people and codes are invented.
"""

import re
from itertools import accumulate
from pathlib import Path
from random import Random

_SECTION = re.compile(r"^\[(.+)\]$((?:\n(?!\[).*)*)", re.MULTILINE)


def _read_words() -> dict[str, list[str]]:
    """Return the words of ``words.txt`` by section; lines that begin with # are remarks."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    return {
        name: [word for line in body.splitlines() if line[:1] != "#" for word in line.split()]
        for name, body in _SECTION.findall(text)
    }


WORDS = _read_words()
"""Words by section, the sections and their order as they are described in the file."""
COMMON_WORDS = WORDS["common words"]

RARE_WORD_COUNT = 8000


def usual_characters() -> list[str]:
    """Return the 3,755 characters of GB 2312, level 1, in the order of their pinyin."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return [pair.decode("gb2312", "ignore") for pair in rows if pair.decode("gb2312", "ignore")]


def rare_words(random: Random) -> list[str]:
    """Return words of two, at times three characters, none of them common."""
    characters = usual_characters()
    random.shuffle(characters)
    weights = zipf_weights(len(characters), offset=60)
    words: dict[str, None] = {}
    while len(words) < RARE_WORD_COUNT:
        length = 3 if random.random() < 0.15 else 2
        words["".join(random.choices(characters, cum_weights=weights, k=length))] = None
    return [word for word in words if word not in COMMON_WORDS]


def company_names(random: Random, count: int) -> list[str]:
    """Return invented companies, all different, such as 宁远光电."""
    characters = [character for word in COMMON_WORDS for character in word]
    names: dict[str, None] = {}
    while len(names) < count:
        own = "".join(random.choices(characters, k=2)) if random.random() < 0.8 else ""
        names[(own or random.choice(WORDS["cities"])) + random.choice(WORDS["industries"])] = None
    return list(names)


def zipf_weights(count: int, offset: float = 2.7) -> list[float]:
    """Return summed weights of ranks 1 to `count`, as ``random.choices`` takes them.

    Source: Mandelbrot's form of Zipf's law, ``1 / (rank + offset)``.
    """
    return list(accumulate(1 / (rank + offset) for rank in range(1, count + 1)))

"""The stock of sentences, titles and names from which every post of an archive is put together.

Made once for a seed and shared by the processes that write: a post picks from it, which takes
microseconds, and adds words and figures of its own. Word frequencies follow Zipf's law, within a
topic other words than in general, so that a rare word is in few posts and these are alike.
"""

from dataclasses import dataclass
from functools import cache
from random import Random

from vocabulary import (
    COMMON_WORDS,
    WORDS,
    company_names,
    rare_words,
    zipf_weights,
)

_GENERAL_SENTENCES = 20_000
_TOPIC_SENTENCES = 500
_TITLE_COUNT = 6_000
_TOPIC_WORDS = 160
_LATIN_WEIGHTS = zipf_weights(len(WORDS["latin words"]), offset=1)
_MORE_TAGS = 3_000
_COMPANIES = 4_000
_RARE_SHARE = 0.15
"""Of the words of a sentence."""
_PARAGRAPH_ENDS = 0.42
"""Share of sentences that end their paragraph: 2.4 sentences a paragraph."""

_NESTED_CATEGORIES = [
    f"{above}/{below}"
    for above in ("shichang", "yanjiu", "haiwai")
    for below in ("gupiao", "zhaiquan", "waihui", "qihuo")
]


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """What posts are made of."""

    general: list[str]
    """Sentences on anything, each with ``</p><p>`` where its paragraph ends."""
    by_topic: list[list[str]]
    """The same on a topic, one list a category."""
    titles: list[str]
    rare_words: list[str]
    rare_weights: list[float]
    companies: list[str]
    company_weights: list[float]
    categories: list[str]
    category_weights: list[float]
    media: list[str]
    tags: list[str]
    tag_weights: list[float]


@cache
def phrase_book(seed: int) -> PhraseBook:
    """Return the stock of a seed, always the same; takes about two seconds the first time."""
    random = Random(seed)
    rare = rare_words(random)
    companies = company_names(random, _COMPANIES)
    writer = _SentenceWriter(random, [*COMMON_WORDS, *rare], companies)
    categories = [*WORDS["categories"], *_NESTED_CATEGORIES]
    topics = [_topic_words(random, rare) for _ in categories]
    tags = [*companies[: _MORE_TAGS // 2], *rare[: _MORE_TAGS // 2]]
    random.shuffle(tags)
    return PhraseBook(
        general=[writer.sentence([]) for _ in range(_GENERAL_SENTENCES)],
        by_topic=[[writer.sentence(topic) for _ in range(_TOPIC_SENTENCES)] for topic in topics],
        titles=[writer.title() for _ in range(_TITLE_COUNT)],
        rare_words=rare,
        rare_weights=zipf_weights(len(rare), offset=200),
        companies=companies,
        company_weights=zipf_weights(len(companies), offset=20),
        categories=categories,
        category_weights=zipf_weights(len(categories), offset=1),
        media=WORDS["media"],
        tags=tags,
        tag_weights=zipf_weights(len(tags), offset=8),
    )


def _topic_words(random: Random, rare: list[str]) -> list[str]:
    """Return what a topic speaks of, the most frequent words first."""
    return random.sample(COMMON_WORDS, _TOPIC_WORDS // 2) + random.sample(rare, _TOPIC_WORDS // 2)


def figure(random: Random) -> str:
    """Return a number as financial news has it: 12.3%, 38.6亿元, 2,150点, 2022年4月."""
    value = random.lognormvariate(3, 1.4)
    match random.randrange(6):
        case 0 | 1:
            return f"{value:.1f}%"
        case 2 | 3:
            return f"{value:.2f}{random.choice(('亿元', '万元', '亿美元', '万吨', '个百分点'))}"
        case 4:
            return f"{value * 100:,.0f}{random.choice(('点', '家', '户', '辆', '元/吨'))}"
        case _:
            return f"{random.randrange(2015, 2023)}年{random.randrange(1, 13)}月"


def stock_code(random: Random) -> str:
    """Return an invented code: 600519.SH."""
    market, first = random.choice((("SH", "60"), ("SZ", "00"), ("SZ", "30"), ("BJ", "83")))
    return f"{first}{random.randrange(10_000):04}.{market}"


class _SentenceWriter:
    """Puts words in a row."""

    def __init__(self, random: Random, words: list[str], companies: list[str]) -> None:
        self.words = words
        self._random = random
        self._companies = companies
        common = zipf_weights(len(COMMON_WORDS), offset=10)
        rare = zipf_weights(len(words) - len(COMMON_WORDS), offset=20)
        total = common[-1] * _RARE_SHARE / (1 - _RARE_SHARE)
        self._weights = [*common, *(common[-1] + weight * total / rare[-1] for weight in rare)]
        self._topic_weights = zipf_weights(_TOPIC_WORDS)

    def sentence(self, topic: list[str]) -> str:
        """Return a sentence of one to four clauses; `topic` gives a third of its words."""
        random = self._random
        clauses = [
            self._clause(topic) for _ in range(random.choices((1, 2, 3, 4), (2, 5, 4, 2))[0])
        ]
        text = "，".join(clauses)
        if random.random() < 0.06:
            text = f"“{text}”{random.choice(self._companies)}表示"
        end = "</p><p>" if random.random() < _PARAGRAPH_ENDS else ""
        return f"{text}{random.choices('。！？；', (94, 1, 2, 3))[0]}{end}"

    def title(self) -> str:
        """Return a title without quotes: a few words, often in two parts."""
        random = self._random
        parts = [self._plain_clause(random.randrange(4, 8)) for _ in range(random.choice((1, 2)))]
        return random.choice(("：", " ", "，", "！")).join(parts)

    def _clause(self, topic: list[str]) -> str:
        random = self._random
        pieces = []
        for word in self._some_words(random.randrange(3, 8), topic):
            pieces.append(word)
            chance = random.random()
            if chance < 0.30:
                pieces.append(random.choice(WORDS["particles"]))
            elif chance < 0.34:
                pieces.append(figure(random))
            elif chance < 0.355:
                pieces += random.choices(WORDS["latin words"], cum_weights=_LATIN_WEIGHTS)
            elif chance < 0.365:
                pieces.append(f"{random.choice(self._companies)}（{stock_code(random)}）")
        return "".join(pieces)

    def _some_words(self, count: int, topic: list[str]) -> list[str]:
        words = self._random.choices(self.words, cum_weights=self._weights, k=count)
        if topic:
            special = count // 3
            words[:special] = self._random.choices(
                topic, cum_weights=self._topic_weights, k=special
            )
            self._random.shuffle(words)
        return words

    def _plain_clause(self, count: int) -> str:
        words = self._some_words(count, [])
        if self._random.random() < 0.3:
            words.insert(1, figure(self._random))
        return "".join(words)

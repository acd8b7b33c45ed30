"""Generates posts with the shape and the quirks of the real archive.

The text is one long line of ``<p>…</p>``, then Markdown links. Quirks of headers, dates, names and
bytes are as frequent as there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from phrase_book import PhraseBook, figure, stock_code
from vocabulary import WORDS

_MEDIAN_BODY_BYTES = 3000
_BODY_SIGMA = 0.75
"""Standard deviation of the logarithm: the mean is 1.3 medians."""
_LONG_BODIES = 0.004
"""Share of stories of 20 to 100 KB."""
_SENTENCE_BYTES = 130
"""On average, as the phrase book makes them."""
_REPEATED = 0.06
"""Share of stories that other media republish, one to four times."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story shared by several posts."""

    title: str
    topic: int
    paragraphs: str


@dataclass(frozen=True, slots=True)
class PostFile:
    """A file to write."""

    name: str
    data: bytes


class StoryTeller:
    """Makes the posts of a stretch of time, newest first."""

    def __init__(self, book: PhraseBook, random: Random) -> None:
        self._book = book
        self._random = random
        self._told: list[Story] = []
        """Stories still to be republished, listed once per republication."""

    def post(self, moment: datetime) -> PostFile:
        """Return the post of a moment (local time)."""
        random, book = self._random, self._book
        story = self._next_story()
        if random.random() < 0.7:
            category = book.categories[story.topic]
        else:
            category = random.choices(book.categories, cum_weights=book.category_weights)[0]
        medium = random.choice(book.media)
        identity = f"{moment:%Y%m%d}{random.randrange(10**10):010}"
        header = self._header(story.title, moment, category, medium)
        text = f"---\n{header}---\n{story.paragraphs}{_end(identity, category, medium)}"
        return PostFile(self._name(moment, identity), self._bytes(text))

    def _next_story(self) -> Story:
        random = self._random
        if self._told and random.random() < 0.5:
            return self._told.pop(random.randrange(len(self._told)))
        story = self._new_story()
        if random.random() < _REPEATED:
            self._told.extend([story] * random.choices((1, 2, 3, 4), (6, 3, 2, 1))[0])
        return story

    def _new_story(self) -> Story:
        random, book = self._random, self._book
        topic = random.choices(range(len(book.categories)), cum_weights=book.category_weights)[0]
        size = _MEDIAN_BODY_BYTES * random.lognormvariate(0, _BODY_SIGMA)
        if random.random() < _LONG_BODIES:
            size = random.uniform(20_000, 100_000)
        count = max(int(size / _SENTENCE_BYTES), 1)
        sentences = random.choices(book.general, k=count - count // 2)
        sentences += random.choices(book.by_topic[topic], k=count // 2)
        company = random.choices(book.companies, cum_weights=book.company_weights)[0]
        body = "".join((self._own_sentence(company), *sentences)).removesuffix("</p><p>")
        pieces = ("<p>", body, "</p>", *self._extras(company))
        return Story(self._title(company), topic, "".join(pieces))

    def _title(self, company: str) -> str:
        title = self._random.choice(self._book.titles)
        return f"{company}：{title}" if self._random.random() < 0.4 else title

    def _own_sentence(self, company: str) -> str:
        """Return a sentence that is in no other story."""
        random, book = self._random, self._book
        rare = random.choices(book.rare_words, cum_weights=book.rare_weights, k=3)
        person = random.choice(WORDS["family names"]) + rare[2]
        return (
            f"{company}（{stock_code(random)}）{rare[0]}业务同比增长{figure(random)}，"
            f"{person}称，{rare[1]}规模为{figure(random)}。</p><p>"
        )

    def _extras(self, company: str) -> list[str]:
        random = self._random
        extras = []
        if random.random() < 0.10:
            source = f"//img.finews.example/{random.randrange(10**9)}.jpg"
            extras.append(f'<center><img src="{source}" alt="{company}"></center>')
        if random.random() < 0.03:
            extras.append(self._table())
        if random.random() < 0.05:
            extras.append(f"<p> <strong>{company}</strong> </p><!-- ad --><span id=a></span>")
        if random.random() < 0.02:
            extras.append('<p style="display:none">点击查看更多</p>')
        return extras

    def _table(self) -> str:
        random = self._random
        columns, rows = random.randrange(3, 6), random.randrange(3, 12)
        head = "".join(f"<th>{head}</th>" for head in random.sample(WORDS["table heads"], columns))
        lines = ("".join(f"<td>{figure(random)}</td>" for _ in range(columns)) for _ in range(rows))
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        return f"<table><tbody><tr>{head}</tr>{body}</tbody></table>"

    def _header(self, title: str, moment: datetime, category: str, medium: str) -> str:
        return (
            f"layout: post\n{self._title_line(title)}{self._date_line(moment)}"
            f"categories: {category}\ntags: {self._tags(medium)}\n"
        )

    def _title_line(self, title: str) -> str:
        """Return the line; one of fifty is not valid YAML."""
        chance = self._random.random()
        if chance < 0.017:
            return f'title: "“他说"{title}"”"\n'
        if chance < 0.0185:
            return f'title: "{title}\\（附股）"\n'
        if chance < 0.02:
            return f"title: {title[:6]}: {title}\n"
        if chance < 0.021:
            return 'title: ""\n'
        if chance < 0.0215:
            return ""
        return f'title: "{title}"\n'

    def _date_line(self, moment: datetime) -> str:
        chance = self._random.random()
        if chance < 0.003:
            return "date:  +0800\n"
        if chance < 0.004:
            return f"date: {moment:%Y-%m-%d %H:%M:%S}\n"
        if chance < 0.0045:
            return ""
        return f"date: {moment:%Y-%m-%d %H:%M:%S} +0800\n"

    def _tags(self, medium: str) -> str:
        random, book = self._random, self._book
        chance = random.random()
        if chance < 0.6:
            return f"{medium}新闻"
        tags = random.choices(book.tags, cum_weights=book.tag_weights, k=random.randrange(1, 4))
        names = [f"{medium}新闻", *tags]
        if chance < 0.95:
            return " ".join(names)
        return f"[{', '.join(names)}]"

    def _name(self, moment: datetime, identity: str) -> str:
        chance = self._random.random()
        if chance < 0.0005:
            return f"-{identity}.md"
        if chance < 0.0007:
            return f"{moment.year}-{moment.month}-{moment.day}-{identity}.md"
        return f"{moment:%Y-%m-%d}-{identity}.md"

    def _bytes(self, text: str) -> bytes:
        chance = self._random.random()
        if chance < 0.0005:
            return b"\xef\xbb\xbf" + text.encode()
        if chance < 0.001:
            return text.replace("\n", "\r\n").encode()
        if chance < 0.0012:
            return text.encode("gb18030")
        return text.encode()


def _end(identity: str, category: str, medium: str) -> str:
    place = "https://finews.example"
    slug = category.rpartition("/")[2]
    return (
        f'<p>　</p><p class="em_media">（文章来源：{medium}）</p>\n\n'
        f"<{place}/html_News/NewsShare.html?infoCode=NW{identity}>\n\n"
        f"[返回{medium}新闻](//finews.example/category/{slug}.html)｜[返回首页](//finews.example/)\n"
    )


def moment_of(number: int, newest: datetime, random: Random) -> datetime:
    """Return when post `number`, counted from the newest, appeared: every seven minutes or so."""
    jitter = random.uniform(0, 400) if number else 0
    return newest - timedelta(seconds=420 * number + jitter)

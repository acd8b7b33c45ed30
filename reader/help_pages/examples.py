"""Examples of searches, in English and in Chinese; an archive is shown those of its language."""

from reader.help_pages.page import HelpRow
from reader.messages.language import current_language, gettext_noop
from reader.messages.language import gettext as _

_ENGLISH = (
    ("gold price", gettext_noop("posts with both words, in the title or in the text")),
    ('"gold price"', gettext_noop("posts with these words side by side")),
    ("gold -silver", gettext_noop("posts with the first word and without the second")),
    ("gold or silver", gettext_noop("posts with one word or the other")),
    ("title:gold", gettext_noop("posts with the word in the title")),
    ("is:unread date:today", gettext_noop("unread posts of today")),
    ("is:starred sort:oldest", gettext_noop("starred posts, oldest first")),
    ("date:7d", gettext_noop("posts of the last seven days")),
    ("date:2022-03", gettext_noop("posts of one month")),
    ("after:2022-03-01 before:2022-04-01", gettext_noop("posts between two dates")),
    ("has:image", gettext_noop("posts with an image")),
    ("(gold or silver) -is:read", gettext_noop("a group, and what has not been read of it")),
)
_CHINESE = (
    ("央行 降准", gettext_noop("posts with both words, in the title or in the text")),
    ("“降准”", gettext_noop("posts with these words side by side")),
    ("黄金 -白银", gettext_noop("posts with the first word and without the second")),
    ("黄金 or 白银", gettext_noop("posts with one word or the other")),
    ("标题：黄金", gettext_noop("posts with the word in the title")),
    ("状态：未读 日期：今天", gettext_noop("unread posts of today")),
    ("日期：7天", gettext_noop("posts of the last seven days")),
    ("日期：2022年3月", gettext_noop("posts of one month")),
    ("pinyin:yh", gettext_noop("posts whose title has a word with these initials in pinyin")),
)


def examples(*, prefers_chinese: bool) -> tuple[HelpRow, ...]:
    """Return the examples of a language."""
    pairs = _CHINESE if prefers_chinese else _ENGLISH
    return tuple(HelpRow(query, _(meaning), query) for query, meaning in pairs)


def prefers_chinese(titles: str = "") -> bool:
    """Say whether examples in Chinese come first.

    Args:
        titles: Titles of the archive, if some are known.
    """
    has_chinese = any("\u4e00" <= character <= "\u9fff" for character in titles)
    return has_chinese or (not titles and current_language().is_chinese)

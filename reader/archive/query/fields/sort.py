"""``sort:``: the order of the answer; it is no condition, and the last one holds."""

from reader.archive.query.key import Completions, Key, read_choice
from reader.archive.query.model import Order
from reader.messages.language import gettext_noop

_TWINS = {
    "最新": Order.NEWEST,
    "最旧": Order.OLDEST,
    "最舊": Order.OLDEST,
    "最早": Order.OLDEST,
    "标题": Order.TITLE,
    "標題": Order.TITLE,
    "分类": Order.CATEGORY,
    "分類": Order.CATEGORY,
    "相关": Order.RELEVANCE,
    "相關": Order.RELEVANCE,
    "阅读": Order.READ,
    "閱讀": Order.READ,
}

KEY = Key(
    "sort",
    ("排序",),
    gettext_noop("newest, oldest, title, category, relevance, or read, the last first"),
    lambda value: read_choice(value, Order, _TWINS),
    Completions(tuple(order.value for order in Order), tuple(_TWINS)),
)

"""The keys of the query language in one table; parser, completion and README are made from it."""

from reader.archive.query.fields import (
    author,
    category,
    date,
    has,
    label,
    note,
    path,
    pinyin,
    sort,
    state,
    tag,
    view,
    words,
)

KEYS = (
    words.TITLE,
    words.TEXT,
    category.KEY,
    tag.KEY,
    author.KEY,
    path.KEY,
    date.DATE,
    date.BEFORE,
    date.AFTER,
    state.KEY,
    has.KEY,
    label.KEY,
    note.KEY,
    view.KEY,
    pinyin.KEY,
    sort.KEY,
)
"""In the order of the README."""

KEY_BY_NAME = {name: key for key in KEYS for name in (key.name, *key.twins)}

"""Every kind of condition that the query language has, found in the modules of its keys."""

import inspect
import pkgutil
from importlib import import_module

from reader.archive.query import fields
from reader.archive.query.fields.author import ByAuthor
from reader.archive.query.fields.category import InCategory
from reader.archive.query.fields.date import Between, Dated, Recent, Undated
from reader.archive.query.fields.has import HasElement
from reader.archive.query.fields.label import Labelled
from reader.archive.query.fields.note import InNote
from reader.archive.query.fields.path import InPath
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.pinyin import Pinyin
from reader.archive.query.fields.state import HasState
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.fields.words import Words
from reader.archive.query.model import Leaf

SPELLINGS: dict[type[Leaf], str] = {
    Words: "title:gold",
    Matches: "/g.ld/",
    Pinyin: "py:huangjin",
    InCategory: "category:Markets/Asia",
    HasTag: "tag:出海",
    ByAuthor: "author:张三",
    InPath: "path:_posts",
    Dated: "date:2022-04-28..2022-04-28",
    Recent: "date:yesterday",
    Between: "date:2022-04-28..today",
    Undated: "date:none",
    HasState: "is:unread",
    Labelled: 'label:""',
    InNote: "note:sell",
    HasElement: "has:image",
}
"""Of each kind, how one of it is spelled."""


def condition_types() -> list[type[Leaf]]:
    """Return the conditions that the modules of `fields` define."""
    modules = (
        import_module(f"{fields.__name__}.{found.name}")
        for found in pkgutil.iter_modules(fields.__path__)
    )
    return [
        kind
        for module in modules
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if kind.__module__ == module.__name__ and issubclass(kind, Leaf)
    ]

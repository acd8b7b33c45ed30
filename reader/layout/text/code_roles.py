"""Syntax highlighting: the role of each piece of code.

Source: Pygments; its many token types become a few roles.
"""

import threading
from collections.abc import Iterator
from functools import lru_cache

from reader.layout.line import Role

MAX_CODE_CHARACTERS = 20_000
"""Maximum length of highlighted code, because some of Pygments' regular expressions are slow."""

_MAKING = threading.Lock()
"""Pygments builds the tables of a language on first use, without a lock of its own."""
_ROLES = {
    "Comment": Role.CODE_COMMENT,
    "Keyword": Role.CODE_KEYWORD,
    "Operator.Word": Role.CODE_KEYWORD,
    "Name.Tag": Role.CODE_KEYWORD,
    "Name.Builtin": Role.CODE_NAME,
    "Name.Function": Role.CODE_NAME,
    "Name.Class": Role.CODE_NAME,
    "Name.Decorator": Role.CODE_NAME,
    "Name.Exception": Role.CODE_NAME,
    "Name.Attribute": Role.CODE_NAME,
    "Literal.String": Role.CODE_STRING,
    "Literal.Number": Role.CODE_NUMBER,
    "Literal.Date": Role.CODE_NUMBER,
    "Generic.Heading": Role.CODE_KEYWORD,
    "Generic.Inserted": Role.INSERTED,
    "Generic.Deleted": Role.DELETED,
    "Generic.Prompt": Role.CODE_COMMENT,
}


@lru_cache(maxsize=64)
def find_code_roles(text: str, language: str) -> tuple[tuple[int, Role], ...]:
    """Return the (length, role) of successive pieces of the text; roles are in addition to `CODE`.

    Empty if the language is unknown or the text is too long. Cached, because a text is laid out
    again whenever the width changes.

    Args:
        text: Lines of a program.
        language: As an author names it: ``python``, ``c++``, ``sh``.
    """
    if not language or len(text) > MAX_CODE_CHARACTERS:
        return ()
    stretches = tuple(_join(_lex(text, language)))
    # A lexer that drops or adds text (a final line feed) would shift the rest.
    return stretches if sum(length for length, _ in stretches) == len(text) else ()


def _lex(text: str, language: str) -> Iterator[tuple[int, Role]]:
    from pygments import lexers, util  # noqa: PLC0415 - 25 ms, and few posts show code

    try:
        with _MAKING:
            lexer = lexers.get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except util.ClassNotFound:
        return
    for kind, value in lexer.get_tokens(text):
        yield len(value), _role_of(str(kind).removeprefix("Token."))


@lru_cache(maxsize=256)
def _role_of(kind: str) -> Role:
    while kind:
        if kind in _ROLES:
            return _ROLES[kind]
        kind = kind.rpartition(".")[0]
    return Role.TEXT


def _join(stretches: Iterator[tuple[int, Role]]) -> Iterator[tuple[int, Role]]:
    length, role = 0, Role.TEXT
    for next_length, next_role in stretches:
        if next_role is role:
            length += next_length
            continue
        if length:
            yield length, role
        length, role = next_length, next_role
    if length:
        yield length, role

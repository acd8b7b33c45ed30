"""Hosts of links: what a text says, where the link leads, and hosts that look like others.

Source: Unicode UTS #39, 5.1 (mixed scripts); RFC 3492 (Punycode).
"""

import re
from unicodedata import name, normalize
from urllib.parse import unquote, urlsplit

_NAMED = re.compile(
    r"(?:(?:https?|ftp|gemini)://)?(?:[^\s/@?#]*@)?(?P<host>(?:[\w-]+\.)+[^\W\d_][\w-]+)\.?"
    r"(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
"""A whole text that reads as an address."""
_PREFIX = "xn--"
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN", "LISU")
"""Scripts some of whose letters look like those of another of them."""
_LATIN_LOOKS = frozenset("аеорсухіјѕһԁԛԝьӏοανριոսօցհɡ")
"""Letters of other alphabets that are drawn like Latin ones."""
_FILE_ENDINGS = frozenset({"md", "py", "txt", "html", "htm", "pdf", "js", "json", "sh", "zip"})
_SHOWN_CHARACTERS = 40


def host_of(address: str) -> str:
    """Return the host of an address, with its port; empty where it has none that can be read."""
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""


def host_in_text(text: str) -> str:
    """Return the host that a link's text names, if all of it reads as an address; else nothing."""
    found = _NAMED.fullmatch(text.strip().strip("<>"))
    if found is None:
        return ""
    host = _plain(found["host"])
    ending = host.rpartition(".")[2]
    is_word = "://" not in text and (ending in _FILE_ENDINGS or ending.startswith(_PREFIX))
    return "" if is_word else host


def leads_elsewhere(text: str, address: str) -> bool:
    """Say whether a link's text names a host other than that of its address.

    A host and those below it (``bank.example``, ``www.bank.example``) are taken for one.
    """
    said, true = host_in_text(text), _plain(_host(address))
    return bool(said and true) and said != true and not true.endswith(f".{said}")


def is_lookalike(address: str) -> bool:
    """Say whether the letters of an address's host may be taken for those of another host."""
    return any(_is_lookalike(_decoded(label)) for label in _host(address).split("."))


def ascii_host(address: str) -> str:
    """Return the host of an address as it is looked up, the end of a long one; or nothing."""
    host = ".".join(map(_encoded, _host(address).split(".")))
    return host if len(host) <= _SHOWN_CHARACTERS else "…" + host[1 - _SHOWN_CHARACTERS :]


def _host(address: str) -> str:
    """Return the host without its port; letters that are percent-encoded are decoded."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
    decoded = unquote(host).lower()
    is_plain = all(letter.isalnum() or letter in "-._" for letter in decoded)
    return decoded if is_plain else host


def _plain(host: str) -> str:
    ascii_labels = ".".join(_encoded(label) for label in host.lower().split("."))
    return ascii_labels.removeprefix("www.")


def _encoded(label: str) -> str:
    plain = normalize("NFKC", label).lower()
    return plain if plain.isascii() else _PREFIX + plain.encode("punycode").decode("ascii")


def _decoded(label: str) -> str:
    try:
        is_encoded = label.startswith(_PREFIX)
        return label[len(_PREFIX) :].encode().decode("punycode") if is_encoded else label
    except UnicodeError:
        return label


def _is_lookalike(label: str) -> bool:
    if label.isascii():
        return False
    letters = {letter for letter in label if letter.isalpha()}
    scripts = {script for letter in letters for script in _ALPHABETS if script in name(letter, "")}
    return len(scripts) > 1 or (bool(letters) and letters <= _LATIN_LOOKS)

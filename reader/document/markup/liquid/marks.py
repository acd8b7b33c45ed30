"""What is left of a tag that no site is there to run: a link, an image, or its words in brackets.

Source: Jekyll's tags `post_url` and `link`; Hexo's tag plugins; Hugo's built-in shortcodes.
"""

import html
import re
from collections.abc import Mapping
from urllib.parse import quote

from reader.document.addresses import POST_SCHEME

_WORD = re.compile(r"""(?:([\w\-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\s"'][^\s]*))""")
_MARKDOWN_SIGNS = re.compile(r"[\\`*_{}\[\]<>()#|~^$]")
_ADDRESS = re.compile(r"(?:https?:)?//\S", re.IGNORECASE)
_IMAGE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp)\b|/", re.IGNORECASE)
_SIZE = re.compile(r"\d+(?:px|%)?")
_LANGUAGE = re.compile(r"[\w+#.\-]+")
_MAX_MARK_CHARACTERS = 300


def escaped(text: str) -> str:
    """Return text that neither Markdown nor HTML gives a meaning."""
    return _MARKDOWN_SIGNS.sub(lambda match: f"&#{ord(match[0])};", text.replace("&", "&amp;"))


def mark(words: str) -> str:
    """Return the words of a tag in brackets, as text."""
    shown = " ".join(words.split())
    if len(shown) > _MAX_MARK_CHARACTERS:
        shown = shown[:_MAX_MARK_CHARACTERS] + "…"
    return f" [{escaped(shown)}] " if shown else ""


def words_of(rest: str) -> list[str]:
    """Return the words of a tag without their quotes, the names of named ones left out."""
    return [_text_of(match) for match in _WORD.finditer(rest)]


def named_words(rest: str) -> dict[str, str]:
    """Return the named words of a tag, those without a name by their place from 0."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(rest):
        found.setdefault(match[1] or str(len(found)), _text_of(match))
    return found


def _text_of(match: re.Match[str]) -> str:
    return next((text for text in match.groups()[1:] if text is not None), "")


def post_address(name: str, *, is_path: bool) -> str:
    """Return the address of a post by its file's name, with the folders that are given.

    Args:
        name: As a tag has it.
        is_path: Whether it ends with an extension.
    """
    path, hash_sign, fragment = name.strip("/").partition("#")
    if is_path:
        folder, slash, file = path.rpartition("/")
        path = folder + slash + (file.rpartition(".")[0] or file)
    return POST_SCHEME + quote(path, "/-._~") + hash_sign + quote(fragment)


def link(address: str, words: str) -> str:
    """Return a link in HTML, which Markdown takes as well."""
    return f'<a href="{html.escape(address)}">{escaped(words)}</a>'


def image(address: str, words: str) -> str:
    """Return an image in HTML."""
    return f'<img src="{html.escape(address)}" alt="{html.escape(words)}">'


def figure(named: Mapping[str, str]) -> str:
    """Return Hugo's figure: the image, and what is said of it beyond its words."""
    texts = [named.get(key, "") for key in ("alt", "title", "caption", "attr")]
    said = [*dict.fromkeys(filter(None, texts))]
    source = named.get("src") or named.get("0", "")
    shown = image(source, said[0] if said else "") if source else mark("figure")
    target = named.get("link", "") or named.get("href", "")
    if target:
        shown = f'<a href="{html.escape(target)}">{shown}</a>'
    more = said[1:] if source else said
    return " ".join([shown, *(f'<span class="caption">{escaped(text)}</span>' for text in more)])


def hexo_image(rest: str) -> str:
    """Return an image of Hexo: ``[class …] address [width] [height] [title [alt]]``."""
    words = words_of(rest)
    place = next((n for n, word in enumerate(words) if _IMAGE_NAME.search(word)), 0)
    said = [word for word in words[place + 1 :] if not _SIZE.fullmatch(word)]
    return image(words[place], " ".join(said)) if words else ""


def hexo_link(rest: str) -> str:
    """Return a link of Hexo: ``text… address [external] [title]``."""
    words = words_of(rest)
    place = next(n for n, word in enumerate(words) if _ADDRESS.match(word))
    text = " ".join(words[:place])
    title = [word for word in words[place + 1 :] if word not in {"true", "false"}]
    return link(words[place], text or " ".join(title) or words[place])


def is_hexo_link(rest: str) -> bool:
    """Say whether a tag ``link`` is Hexo's, which has an address and words."""
    words = words_of(rest)
    return len(words) > 1 and any(map(_ADDRESS.match, words))


def code_block(code: str, name: str, rest: str, *, is_html: bool) -> str:
    """Return code between tags as a fenced block, or in HTML, its title before it."""
    language, title = _language_and_title(name, rest)
    head = ""
    if title:
        head = f"<p>{escaped(title)}</p>" if is_html else f"\n\n{escaped(title)}"
    if is_html:
        start = f'<pre><code class="language-{html.escape(language)}">'
        return f"{head}{start}{html.escape(code)}</code></pre>"
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{head}\n\n{fence}{language}\n{code.strip(chr(10))}\n{fence}\n\n"


def _language_and_title(name: str, rest: str) -> tuple[str, str]:
    """Return the language of code and what its tag says beyond it."""
    if name == "highlight":
        language = rest.split(maxsplit=1)[0] if rest else ""
        return (language if _LANGUAGE.fullmatch(language) else ""), ""
    named = re.search(r"\blang(?:uage)?\s*[:=]\s*[\"']?([\w+#.\-]+)[\"']?", rest)
    title = re.sub(r"\b[\w\-]+\s*[:=]\s*(?!//)(?:\"[^\"]*\"|'[^']*'|\S+)", "", rest).strip()
    title = re.sub(r"[\"']", "", title)
    called = re.search(r"\b(?:title|file|filename|caption)\s*[:=]\s*[\"']?([^\"'\n]+)", rest)
    if called:
        title = f"{title} {called[1]}".strip()
    if not named and title and " " not in title and _LANGUAGE.fullmatch(title) and "." not in title:
        return title, ""
    return (named[1] if named else ""), title

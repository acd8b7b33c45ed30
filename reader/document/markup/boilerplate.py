"""The boilerplate that a scraper leaves at the end of a body."""

import re

_NAVIGATION = re.compile(
    r"""(?:
      \[ [^\[\]\n]{1,20} \] \( [^()\s]*+ \)
    | <a\s [^<>]*+ > [^<>\n]{1,20} </a>
    | < (?: https?:// [^<>\s]*+ )? >
    | https?:// [!-;=?-~]++
    | </? (?:p|div|center) (?:\s[^<>]*+)? >
    | [\s|｜·•/,，、;；\-—–«»]
    )++""",
    re.VERBOSE | re.IGNORECASE,
)
_WAY_BACK = re.compile(
    r"[\[>]\s*(?:返回|回到|首[页頁]|主[页頁]|[上下]一[页頁篇]|(?:home|back|top|previous|next)\b)",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\]\(|<a\s", re.IGNORECASE)
_MOST_NAVIGATION = 3
_LONGEST_NAVIGATION = 2000


def without_navigation(text: str) -> str:
    """Leave out what a scraper puts below each post: its address and the ways back.

    That is at most three paragraphs at the end, parted by blank lines, each of nothing but
    addresses, or of nothing but links with short names of which one says that it leads back
    (返回, 首页, home); bars, commas and the like may part them. The first paragraph always stays.
    """
    for _ in range(_MOST_NAVIGATION):
        text = text.rstrip()
        start = text.rfind("\n\n", max(0, len(text) - _LONGEST_NAVIGATION))
        if start < 0 or not _NAVIGATION.fullmatch(text, start):
            break
        if _LINKED.search(text, start) and not _WAY_BACK.search(text, start):
            break
        text = text[:start]
    return text

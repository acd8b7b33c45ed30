"""Header values that a site gives to its posts by path and type.

Source: Jekyll lib/jekyll/frontmatter_defaults.rb, `all` and `has_precedence?`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.posts.front_matter.plain_values import Value

_MAX_SCOPES = 200
_MAX_STARS = 4
"""In a pattern; more could take for ever to match."""


@dataclass(frozen=True, slots=True)
class DefaultScope:
    """Values for the posts whose path begins with `path`."""

    path: str
    """Below the site's source and without its folder of collections; empty for all; may hold
    stars."""
    type: str | None
    """``posts``, or the name of another collection; None for all."""
    values: Mapping[str, Value]

    def holds_for(self, path: str, kind: str) -> bool:
        """Say whether a post of this path and type is meant."""
        if self.type is not None and self.type != kind:
            return False
        if "*" in self.path:
            return _pattern(self.path).match(path) is not None
        return path.startswith(self.path)

    def beats(self, other: "DefaultScope") -> bool:
        """Say whether this scope's values hold against those of an earlier one."""
        if len(self.path) != len(other.path):
            return len(self.path) > len(other.path)
        return self.type is not None or other.type is None


def scopes_in(value: Value, collections_dir: str) -> tuple[DefaultScope, ...]:
    """Return the scopes of the settings' key `defaults`; what is none is left out."""
    found = []
    for item in value[:_MAX_SCOPES] if isinstance(value, list) else ():
        values = item.get("values") if isinstance(item, dict) else None
        if isinstance(item, dict) and isinstance(values, dict):
            scope = item.get("scope")
            scope = scope if isinstance(scope, dict) else {}
            kind = scope.get("type")
            path = scope.get("path")
            path = path.removeprefix("/") if isinstance(path, str) else ""
            if collections_dir:
                path = path.removeprefix(f"{collections_dir}/")
            lowered = {key.lower(): item for key, item in values.items()}
            found.append(DefaultScope(path, _plural(kind), lowered))
    return tuple(found)


def default_values(scopes: Sequence[DefaultScope], path: str, kind: str) -> dict[str, Value]:
    """Return the values for one post, by key in lower case.

    Args:
        scopes: All scopes, in their order.
        path: The post's, below the site's source.
        kind: Its type.
    """
    merged: dict[str, Value] = {}
    strongest: DefaultScope | None = None
    for scope in scopes:
        if not scope.holds_for(path, kind):
            continue
        if strongest is None or scope.beats(strongest):
            merged = _merged(merged, scope.values)
            strongest = scope
        else:
            merged = _merged(scope.values, merged)
    return merged


def _merged(weak: Mapping[str, Value], strong: Mapping[str, Value]) -> dict[str, Value]:
    """Return both, mappings within them merged too."""
    merged = dict(weak)
    for key, value in strong.items():
        below = merged.get(key)
        is_deep = isinstance(below, dict) and isinstance(value, dict)
        if is_deep and isinstance(below, dict) and isinstance(value, dict):
            merged[key] = _merged(below, value)
        elif value is not None or key not in merged:
            merged[key] = value
    return merged


def _plural(kind: Value) -> str | None:
    """Return a type by its present name."""
    if not isinstance(kind, str):
        return None
    return {"post": "posts", "page": "pages", "draft": "drafts"}.get(kind, kind)


@lru_cache(maxsize=256)
def _pattern(path: str) -> re.Pattern[str]:
    """Return what matches the beginnings of the paths that a pattern of the shell means."""
    if path.count("*") > 2 * _MAX_STARS:
        return re.compile(r"(?!)")
    parts = re.split(r"(\*\*/?|\*)", path)
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return re.compile("".join(signs.get(part, re.escape(part)) for part in parts), re.DOTALL)

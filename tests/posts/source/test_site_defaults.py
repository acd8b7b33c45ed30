"""Header values by path and type."""

import pytest

from reader.posts.front_matter.plain_values import Value
from reader.posts.source.site_defaults import default_values, scopes_in


def values(path: str, *scopes: tuple[dict[str, Value], dict[str, Value]]) -> dict[str, Value]:
    listed: list[Value] = [{"scope": scope, "values": given} for scope, given in scopes]
    return default_values(scopes_in(listed, "lists"), path, "posts")


@pytest.mark.parametrize(
    ("scope", "holds"),
    [
        ({"path": ""}, True),
        ({}, True),
        ({"path": "_posts"}, True),
        ({"path": "/_posts/20"}, True),
        ({"path": "lists/_posts"}, True),
        ({"path": "_drafts"}, False),
        ({"path": "_posts/*/deep"}, True),
        ({"path": "_posts/**/*.md"}, True),
        ({"path": "*/x"}, False),
        ({"path": "", "type": "posts"}, True),
        ({"path": "", "type": "post"}, True),
        ({"path": "", "type": "pages"}, False),
        ({"path": "*" * 1000 + "x"}, False),
    ],
)
def test_a_scope_holds_for_paths_that_begin_with_its_own(
    scope: dict[str, Value], holds: bool
) -> None:
    assert bool(values("_posts/2022/deep/2022-01-01-a.md", (scope, {"a": "1"}))) is holds


def test_the_longer_path_wins_and_of_equal_ones_the_one_with_a_type() -> None:
    long, short = {"path": "_posts/a"}, {"path": "_posts"}
    assert values("_posts/a/x.md", (long, {"t": "long"}), (short, {"t": "short"})) == {"t": "long"}
    typed = {"path": "_posts", "type": "posts"}
    assert values("_posts/x.md", (typed, {"t": "typed"}), (short, {"t": "any"})) == {"t": "typed"}
    assert values("_posts/x.md", (short, {"t": "1"}), (short, {"t": "2"})) == {"t": "2"}


def test_what_is_no_scope_is_left_out() -> None:
    assert scopes_in(["a", {"scope": "b"}, {"values": "c"}, None], "") == ()
    assert scopes_in("a", "") == ()

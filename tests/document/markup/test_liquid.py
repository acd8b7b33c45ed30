"""Liquid."""

import pytest

from reader.document.markup.liquid import carry_out_liquid

_VARIABLES = {"site.url": "https://news.example", "page.title": "标题"}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{ site.url }}/a", "https://news.example/a"),
        ("{{- page.title | escape -}}", "标题"),
        ('{{ "/a.png" | relative_url }}', "/a.png"),
        ("a{{ unknown }}b", "ab"),
        ("a{% if x %}b{% else %}c{% endif %}", "abc"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("a{% comment %}b{%- endcomment -%}c", "ac"),
        ("{% post_url 2022-01-01-a b %}", '<a href="post:2022-01-01-a%20b">2022-01-01-a b</a>'),
        ("{% link _posts/a.md %}", '<a href="post:a">a</a>'),
        ("[x]({% post_url /2022-01-01-a %})", "[x](post:2022-01-01-a)"),
        ("[x]({{ site.url }}{% link _posts/a.md %})", "[x](post:a)"),
        ("[x]: {% post_url a/2022-01-01-b %}", "[x]: post:2022-01-01-b"),
        ('<a href="{% link about.md %}">', '<a href="about.md">'),
        ("{% assign a = 'b' %}{{ a }}", "b"),
        ("{% capture a %}b{% endcapture %}-{{ a }}", "-b"),
        ("{% include a_b.html b='c' %}d", " [a&#95;b.html] d"),
    ],
)
def test_a_mark_is_carried_out_or_taken_away(written: str, shown: str) -> None:
    assert carry_out_liquid(written, _VARIABLES) == shown


@pytest.mark.parametrize(
    "written",
    [
        "a {% b",
        "a {{ b",
        "{% %",
        "`{{ a }}`",
        "``{% a %} ` {{ b }}``",
        "```\n{{ a }}\n{: .b}\n```",
        "~~~ruby\n{% a %}",
        "<pre>{{ a }}</pre>",
        "<code>{% a %}</code>",
        "{ a } {b} 100%}",
    ],
)
def test_code_and_unclosed_marks_stay_as_written(written: str) -> None:
    assert carry_out_liquid(written, {}) == written


def test_an_unclosed_block_tag_vanishes_and_eats_no_text() -> None:
    assert carry_out_liquid("a{% raw %}b{% comment %}c", {}) == "abc"


def test_backticks_in_two_paragraphs_are_no_code_span() -> None:
    assert carry_out_liquid("a ` b\n\n{{ x }}c ` d", {}) == "a ` b\n\nc ` d"


def test_highlighted_code_with_a_fence_in_it_gets_a_longer_fence() -> None:
    shown = carry_out_liquid("{% highlight md %}\n```\n{% endhighlight %}", {})
    assert shown.strip() == "````md\n```\n````"


def test_highlighted_code_in_html_is_escaped() -> None:
    shown = carry_out_liquid("{% highlight c %}<a>{% endhighlight %}", {}, is_html=True)
    assert shown == '<pre><code class="language-c">&lt;a&gt;</code></pre>'

"""What is seen of Liquid, of Hexo's tags and of Hugo's shortcodes."""

import pytest

from reader.document.markup.liquid.carrying_out import carry_out_liquid
from reader.liquid_inputs import NO_INPUTS, LiquidInputs

INPUTS = LiquidInputs(
    page={
        "title": "标题",
        "tags": ["甲", "乙"],
        "comments": "false",
        "n": "3",
        "date": "2022-04-28",
    },
    site={"url": "https://news.example", "baseurl": "/b", "author": {"name": "Wang"}},
    read_data=lambda: {"people": [{"name": "赵", "age": "30"}, {"name": "钱", "age": "5"}]},
    read_include={
        "who.html": "<b>{{ include.name }}</b>",
        "title.html": "{{ page.title }}",
        "again.html": "又{% include again.html %}",
        "./part.md": "一段",
    }.get,
)


def shown(written: str) -> str:
    return carry_out_liquid(written, INPUTS)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{{ site.url }}/a", "https://news.example/a"),
        ("{{- page.title | escape -}}", "标题"),
        ('{{ "/a.png" | relative_url }}', "/b/a.png"),
        ('{{ "/a.png" | absolute_url }}', "https://news.example/b/a.png"),
        ("{{ site.author.name }}", "Wang"),
        ("{{ site['author']['name'] }}", "Wang"),
        ("{{ site.data.people[1].name }}", "钱"),
        ("{{ page.tags | join: '、' }}", "甲、乙"),
        ("{{ page.tags.size }}{{ page.tags.first }}", "2甲"),
        ("{{ page.date | date: '%Y年%-m月%-d日' }}", "2022年4月28日"),
        ("{{ page.date | date_to_string }}", "28 Apr 2022"),
        ("{{ page.none | default: '无' }}", "无"),
        ("{{ page.n | plus: 2 | times: 3 }}", "15"),
        ("{{ 'a,b' | split: ',' | last | upcase }}", "B"),
        ("{{ page.title | no_such_filter }}", "标题"),
        ("a{{ unknown }}b", "ab"),
        ("{% assign a = 'b' %}{{ a }}", "b"),
        ("{% assign a = page.title | append: '!' %}{{ a }}", "标题!"),
        ("{% capture a %}b{{ page.n }}{% endcapture %}-{{ a }}", "-b3"),
        ("{% increment i %}{% increment i %}{% decrement j %}", "01-1"),
    ],
)
def test_a_value_that_is_known_is_filled_in(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a{% if x %}b{% else %}c{% endif %}", "ac"),
        ("{% if page.title %}是{% endif %}", "是"),
        ("{% if page.comments %}a{% else %}b{% endif %}", "b"),
        ("{% if page.n > 10 %}a{% elsif page.n == 3 %}b{% else %}c{% endif %}", "b"),
        ("{% if page.tags contains '甲' and page.n != 4 %}y{% endif %}", "y"),
        ("{% if page.none == nil or page.n %}y{% endif %}", "y"),
        ("{% unless page.none %}y{% endunless %}", "y"),
        ("{% case page.n %}{% when 1, 3 %}a{% else %}b{% endcase %}", "a"),
        ("{% for p in site.data.people %}{{ forloop.index }}{{ p.name }};{% endfor %}", "1赵;2钱;"),
        ("{% for t in page.tags reversed limit:1 %}{{ t }}{% endfor %}", "甲"),
        ("{% for t in page.none %}a{% else %}b{% endfor %}", "b"),
        ("{% for i in (1..9) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}", "12"),
        ("{% for i in (1..3) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "13"),
        ("{% for i in (1..3) %}{% cycle 'a', 'b' %}{% endfor %}", "aba"),
        (
            "{% tablerow i in (1..2) cols:1 %}{{ i }}{% endtablerow %}",
            "<tr><td>1</td></tr><tr><td>2</td></tr>",
        ),
        ("x\n{%- if page.n -%}\ny\n{%- endif -%}\nz", "xyz"),
    ],
)
def test_a_branch_is_taken_and_a_loop_is_run_as_the_site_does(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{% if site.posts.size > 1 %}a{% else %}b{% endif %}", "ab"),
        ("{% for p in site.posts %}近期：{{ p.title }}{% endfor %}", "近期："),
        ("{% if page.next %}下一篇{% endif %}", "下一篇"),
        ("{% case site.categories %}{% when 1 %}a{% endcase %}", "a"),
    ],
)
def test_what_only_the_site_knows_shows_what_is_inside(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`"),
        ("```\n{% raw %}\n{{ x }}\n{% endraw %}\n```", "```\n\n{{ x }}\n\n```"),
        (
            "- a\n    ```\n    {% raw %}{{ x }}{% endraw %}\n    ```",
            "- a\n    ```\n    {{ x }}\n    ```",
        ),
        ("<pre>{% raw %}{{ x }}{% endraw %}</pre>", "<pre>{{ x }}</pre>"),
        (
            "{% highlight c %}{% raw %}{% endhighlight %}{% endraw %}{% endhighlight %}",
            "\n\n```c\n{% endhighlight %}\n```\n\n",
        ),
    ],
)
def test_raw_is_carried_out_in_text_and_in_code(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "a {% b",
        "a {{ b",
        "{% %}",
        "`{{ a }}`",
        "``{% a %} ` {{ b }}``",
        "`{% raw %}` and `{% endraw %}`",
        "```\n{{ a }}\n```",
        "> ~~~\n> {{ a }}\n> ~~~\n{ }",
        "~~~ruby\n{% a %}",
        "<pre>{{ a }}</pre>",
        "<code>{% a %}</code>",
        "{ a } {b} 100%}",
    ],
)
def test_code_and_unclosed_marks_stay_as_written(written: str) -> None:
    assert shown(written) == written


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a{% raw %}b{% comment %}c", "abc"),
        ("a{% comment %}b{%- endcomment -%}c", "ac"),
        ("a{% endif %}b{% if page.none %}c", "abc"),
        ("a{% if page.n %}{% for %}b{% endif %}c", "abc"),
        ("a{% else %}b{% endfor %}c", "abc"),
        ("a ` b\n\n{{ x }}c ` d", "a ` b\n\nc ` d"),
    ],
)
def test_a_block_tag_without_its_other_half_eats_no_text(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{% post_url 2022-01-01-a b %}", '<a href="post:2022-01-01-a%20b">2022-01-01-a b</a>'),
        ("{% link _posts/a.md %}", '<a href="post:_posts/a">a</a>'),
        ("{% link ja/_posts/a.md %}", '<a href="post:ja/_posts/a">a</a>'),
        ("[x]({% post_url /2022-01-01-a %})", "[x](post:2022-01-01-a)"),
        ("[x]({{ site.url }}{% link _posts/a.md %})", "[x](post:_posts/a)"),
        ("[x]: {% post_url a/2022-01-01-b %}", "[x]: post:a/2022-01-01-b"),
        ('<a href="{% link about.md %}">', '<a href="about.md">'),
        ("{% post_link other 链接文字 %}", '<a href="post:other">链接文字</a>'),
        ("{% post_link other %}", '<a href="post:other">other</a>'),
        ("{% post_link a/b '链 接' true %}", '<a href="post:a/b">链 接</a>'),
        ("{% link 文字 https://a.example/x %}", '<a href="https://a.example/x">文字</a>'),
        ("{% asset_link a.pdf 文件 %}", '<a href="a.pdf">文件</a>'),
        ("[x]({% asset_path a.png %})", "[x](a.png)"),
        ('[x]({{< ref "posts/a.md" >}})', "[x](post:posts/a)"),
        ('[x]({{% relref "b.md#c" %}})', "[x](post:b#c)"),
    ],
)
def test_a_tag_that_leads_somewhere_is_a_link_with_its_words(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{% asset_img a.png 资源图 %}", '<img src="a.png" alt="资源图">'),
        ("{% asset_img left a.png 20 30 '图 题' %}", '<img src="a.png" alt="图 题">'),
        ('{{< figure src="/a.png" title="图题" >}}', '<img src="/a.png" alt="图题">'),
        (
            '{{< figure src="/a.png" alt="图" caption="说明" >}}',
            '<img src="/a.png" alt="图"> <span class="caption">说明</span>',
        ),
    ],
)
def test_a_tag_with_an_image_is_the_image_with_its_words(written: str, expected: str) -> None:
    assert shown(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{% youtube abc %}", "[youtube abc]"),
        ("{% gist wang/123 %}", "[gist wang/123]"),
        ("{{< youtube abc >}}", "[youtube abc]"),
        ("{{% notice tip %}}文{{% /notice %}}", "[notice tip] 文"),
        ("{% note info %}文{% endnote %}", "[note info] 文"),
        ("{% include a_b.html b='c' %}d", "[a&#95;b.html] d"),
        ('{{ youtube(id="abc") }}', '[youtube&#40;id="abc"&#41;]'),
    ],
)
def test_a_tag_that_is_not_known_leaves_its_words(written: str, expected: str) -> None:
    assert shown(written).strip() == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{{< code >}}x < 1{{< /code >}}", "```\nx < 1\n```"),
        ("{{< highlight go >}}\nx{{< /highlight >}}", "```go\nx\n```"),
        ("{% codeblock 例子 lang:js %}\nx\n{% endcodeblock %}", "例子\n\n```js\nx\n```"),
        ("{% highlight md %}\n```\n{% endhighlight %}", "````md\n```\n````"),
        ("{{</* figure a */>}}", "{{&lt; figure a >}}"),
    ],
)
def test_code_between_tags_is_code(written: str, expected: str) -> None:
    assert shown(written).strip() == expected


def test_highlighted_code_in_html_is_escaped() -> None:
    code = carry_out_liquid("{% highlight c %}<a>{% endhighlight %}", NO_INPUTS, is_html=True)
    assert code == '<pre><code class="language-c">&lt;a&gt;</code></pre>'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{% include who.html name='赵' %}", "<b>赵</b>"),
        ("{% include who.html name=page.title %}{{ include.name }}", "<b>标题</b>"),
        ("{% include {{ 'title' }}.html %}", "标题"),
        ("{% include_cached title.html %}", "标题"),
        ("{% include_relative part.md %}", "一段"),
    ],
)
def test_an_include_stands_in_its_place(written: str, expected: str) -> None:
    assert shown(written) == expected


def test_an_include_of_itself_ends() -> None:
    assert shown("{% include again.html %}") == "又又又又又 [again.html] "


def test_a_post_that_says_so_keeps_its_liquid() -> None:
    text = "{{ page.title }}{% raw %}"
    assert carry_out_liquid(text, LiquidInputs(is_carried_out=False)) == text


@pytest.mark.parametrize(
    "hostile",
    [
        "{% if a %}" * 50_000,
        "{% for i in (1..999999999) %}{{ i }}" * 10,
        "{% for i in (1..500) %}" * 9 + "字" + "{% endfor %}" * 9,
        "{% highlight %}{% raw %}{% endhighlight %}" * 10_000 + "{% endraw %}",
        "{% assign a = '字' %}" + "{% assign a = a | append: a %}" * 1000 + "{{ a }}" * 1000,
        "{% assign a = 9 %}" + "{% assign a = a | times: a %}" * 1000 + "{{ a }}",
        "{% include again.html %}" * 20_000,
        "{{ 'aa'" + " | replace: 'a','aaaaaaaa'" * 100 + " }}",
        "{{ site.data.people | sort: 'name' | uniq | join: ',' }}" * 10_000,
        "{{< code >}}" * 50_000,
        "{{ " * 100_000,
        "`{% raw %}" * 50_000,
        "{{ a" + "[b" * 10_000,
    ],
    ids=lambda text: text[:20],
)
def test_what_a_template_may_cost_is_bounded(hostile: str) -> None:
    assert len(shown(hostile)) < 1_500_000

from concurrent.futures import ThreadPoolExecutor

from reader.document.markup.markdown.rendering import render_markdown

TEXTS = [
    "| a | b |\n| - | - |\n| <http://a.b/c> | [x](/y) | z |\n\n- [ ] *t*\n",
    "甲\n乙\n: 说\n\n3~5年，$a_1*b*c$，~~删~~\n",
    "**历经十年，**年[^1]\n\n[^1]: 注\n",
]


def test_threads_render_at_the_same_time_what_one_renders_alone() -> None:
    alone = [render_markdown(text) for text in TEXTS]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(render_markdown, TEXTS * 200))

    assert together == alone * 200

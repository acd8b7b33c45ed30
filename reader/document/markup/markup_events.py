"""A body as written becomes what it shows: the one way from markup to pane and search."""

import re

from reader.document.markup.html_events import Event, read_events
from reader.document.markup.markdown.rendering import render_markdown
from reader.document.markup.named_tags import (
    has_namespaces,
    hide_namespaces,
    name_lone_tags,
    restore_tags,
)
from reader.liquid_inputs import LiquidInputs, has_liquid

UNPARSABLE = re.compile("[\x00\ud800-\udfff\ufdd0-\ufdef]")
"""Characters that no parser takes, or that `markdown.sentinels` gives a meaning."""


def read_markup(markup: str, liquid: LiquidInputs, *, is_html: bool) -> list[Event]:
    """Return what `markup` shows, in order, as `read_events` does.

    Args:
        markup: The part of a body that `split_markup` lets be parsed, without `UNPARSABLE`.
        liquid: What Liquid in it can ask for.
        is_html: True where Markdown is not expected.

    Raises:
        TooMuchHtmlError: It becomes far more HTML than any post.
    """
    if has_liquid(markup):
        markup = _without_liquid(markup, liquid, is_html=is_html)
    if is_html:
        return read_events(markup)
    text, html = markup, render_markdown(markup)
    if "&" in html and has_namespaces(text):
        text = hide_namespaces(text)
        html = restore_tags(render_markdown(text))
    return read_events(html, render_named=lambda: _render_named(text, html))


def _render_named(text: str, html: str) -> str:
    named = name_lone_tags(text)
    return html if named == text else restore_tags(render_markdown(named))


def _without_liquid(markup: str, liquid: LiquidInputs, *, is_html: bool) -> str:
    from reader.document.markup.liquid.carrying_out import (  # noqa: PLC0415 - few posts need it
        carry_out_liquid,
    )

    text = carry_out_liquid(markup, liquid, is_html=is_html)
    # Values and includes come from files of which nothing was checked.
    return UNPARSABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))

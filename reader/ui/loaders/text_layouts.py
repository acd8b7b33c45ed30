"""All that lays texts out, for `DocumentLoader`, which loads it when the first text is shown."""

from collections.abc import Sequence

from reader.layout.line import Layout
from reader.layout.page import lay_out_part, lay_out_post
from reader.layout.problem_report import lay_out_problems
from reader.layout.source_page import lay_out_source
from reader.posts.post import Problem
from reader.session import OpenedPost
from reader.ui.loaders.document_cache import Setting

_FIRST_LINES = 250
"""Lines of a first page: more than the tallest terminal shows; laid out in 1 to 2 ms."""


class TextLayouts:
    """Lays out posts, their files and reports."""

    def whole(self, opened: OpenedPost, setting: Setting) -> Layout:
        """Lay out a post."""
        return lay_out_post(
            opened.post,
            opened.document,
            setting.width_cells,
            setting.typesetting,
            setting.annotations,
        )

    def part(self, opened: OpenedPost, setting: Setting, first_block: int) -> Layout:
        """Lay out what fills the tallest terminal, from a block on."""
        return lay_out_part(
            opened.post,
            opened.document,
            setting.width_cells,
            setting.typesetting,
            setting.annotations,
            first_block=first_block,
            max_lines=_FIRST_LINES,
        )

    def source(self, text: str, width_cells: int) -> Layout:
        """Lay out a file as it stands."""
        return lay_out_source(text, width_cells)

    def problems(self, problems: Sequence[Problem], width_cells: int) -> Layout:
        """Lay out a report."""
        return lay_out_problems(problems, width_cells)

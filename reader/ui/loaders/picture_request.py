"""What is asked of the loader of images."""

from dataclasses import dataclass

from reader.config import Images
from reader.layout.line import Layout
from reader.posts.post import Post


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """Which image to draw, and for what."""

    layout: Layout
    """The text in which it is shown."""
    number: int
    """Of the link to it in that text."""
    post: Post
    max_columns: int
    max_rows: int
    graphics: Images
    """What to draw with; one of the terminal's kinds."""
    cell: tuple[int, int]
    """Width and height of a cell in pixels."""

    @property
    def address(self) -> str:
        """Where the image lies, as the document has it."""
        return self.layout.targets[self.number - 1].address

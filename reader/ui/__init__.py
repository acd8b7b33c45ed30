"""The Textual app."""

import os

os.environ.setdefault("TEXTUAL_FPS", "240")
# Textual reads it when it is imported. A key often repaints twice (its row, then a position
# elsewhere); at the usual 60 a second the second repaint waits 16 ms, at 240 it waits 4.

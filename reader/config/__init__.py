"""The user's settings: what can be set, and the file ``settings.toml`` that sets it."""

from reader.config.choices import (
    AmbiguousWidth,
    Follow,
    Gains,
    Highlight,
    Images,
    MarkRead,
    PaneOrder,
    StateLogs,
    TextPane,
    WideBlocks,
)
from reader.config.settings import TEXT_WIDTHS, Settings

__all__ = [
    "TEXT_WIDTHS",
    "AmbiguousWidth",
    "Follow",
    "Gains",
    "Highlight",
    "Images",
    "MarkRead",
    "PaneOrder",
    "Settings",
    "StateLogs",
    "TextPane",
    "WideBlocks",
]

"""A terminal reader for a large archive of Jekyll-style posts."""

__version__ = "0.1.0"

"""Widgets: they receive values and post messages; none opens a file."""

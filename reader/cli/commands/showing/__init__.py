"""Commands that print whole posts."""

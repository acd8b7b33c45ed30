"""Putting posts and texts into the index."""

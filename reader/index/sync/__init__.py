"""Bringing the index up to date: the job, its lock, its process."""

"""Posts as files that other programs read."""

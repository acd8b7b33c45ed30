"""Posts on a command line: found by their names, read page by page, written as lines."""

"""Which files of a folder are posts, which post a file is, and when files change."""

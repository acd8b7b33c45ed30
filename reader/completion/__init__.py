"""Completion in a shell: the scripts are made at build time, the words come from the archive."""

"""The reader as lines and prompts, for screen readers, plain terminals and pipes."""

"""Markdown becomes HTML: one parser, and the rules of kramdown and of Chinese text around it."""

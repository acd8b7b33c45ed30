"""Markup as it is written: Liquid, Markdown and HTML, what is hidden, what is boilerplate."""

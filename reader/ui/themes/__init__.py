"""Colours: themes of our own and of the user, made readable, and styles by query."""

"""Addresses at the terminal: opened in a browser, sent as hyperlinks, drawn as codes."""

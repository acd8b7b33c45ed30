"""Small screens over the main screen, each of which answers with one value."""

"""Modal screens over the main screen; each returns one value."""

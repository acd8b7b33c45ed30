"""The text pane: what it shows, and what is found, followed, seen and copied in it."""

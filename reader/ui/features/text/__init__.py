"""The text pane: its text, find, links, images, history and copying."""

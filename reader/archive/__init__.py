"""All posts of a folder, and how to ask for them."""

"""The list and the sidebar: views, search, counts and refresh."""

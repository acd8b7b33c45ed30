"""The list and the sidebar: which posts are shown, searched, counted and refreshed."""

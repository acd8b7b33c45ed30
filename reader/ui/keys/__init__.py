"""Keys: what a terminal can send, and what the user's settings make of it."""

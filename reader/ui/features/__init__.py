"""Features of the main screen: one class each, with its own state."""

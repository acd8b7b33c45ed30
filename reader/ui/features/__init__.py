"""What a user does on the main screen: one class for each thing, with its state."""

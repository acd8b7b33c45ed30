"""Reading: follow mode, marks, labels, notes, and resuming."""

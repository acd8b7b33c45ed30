"""Reading and its traces: following the list, marks, labels, notes, and coming back."""

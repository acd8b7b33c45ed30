"""The pages of the help as values, which the screen and ``reader help`` show alike."""

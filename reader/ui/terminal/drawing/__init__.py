"""Draws the screen in few bytes: what the terminal shows is known, only differences are sent."""

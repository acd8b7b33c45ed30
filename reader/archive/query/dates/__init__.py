"""Dates and times as the user types them: fixed periods, and spans that move with the days."""

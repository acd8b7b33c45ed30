"""Rough treatment: kills, random keys, mutated posts, random queries; each from a seed."""

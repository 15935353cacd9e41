"""Merging: two texts of the same origin brought together, neither of them lost."""

"""Flaws: what readers say is missing or wrong, and what came of it."""

"""Upkeep: who looks after a practice, how often it is reviewed, and that it still holds."""

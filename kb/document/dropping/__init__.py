"""Dropping: a practice is given up with a reason, and stays to be found (R9)."""

"""Rounds: a text that says something new is to be gone through again by those who had it."""

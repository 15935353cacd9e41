"""Pairs: two people, a goal and the means to reach it."""

"""Turns: somebody does another's work for a while, and both say that it was so."""

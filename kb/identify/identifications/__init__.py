"""Identifications: somebody noticed that somebody knows something worth keeping."""

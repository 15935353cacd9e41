"""Provenance: what a practice came from, where it went, and what links to it."""

"""Audience: who may read a practice, and who would lose sight of it."""

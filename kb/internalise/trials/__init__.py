"""Trials: a practice tried at work, and what came of it."""

"""Watching: who wants to hear of what changes in a practice."""

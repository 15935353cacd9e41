"""Stages: how far a practice has come, derived from what happened, never set by hand."""

"""Revisions: a practice in words, one wording after another, in each language."""

"""Suggestions: what may be meant by what is typed so far."""

"""Narrowing: what one may keep to among all that was found, with counts."""

"""Aids: what helps a hand while it writes – saving, completing, a picture, how it will look."""

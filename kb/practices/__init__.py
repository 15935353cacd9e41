"""Practices: what the stages speak of; each has a name before it has any content."""

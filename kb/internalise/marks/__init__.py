"""Marks: what a learner says of a practice and themselves: read, or part of my work."""

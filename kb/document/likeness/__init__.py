"""Likeness: whether two texts say the same to their readers, however they are written."""

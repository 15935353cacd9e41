"""Adoptions: who took a practice into use, what changed by it, and who gave it up again."""

"""Carriers: who can do a practice, always with the reasons."""

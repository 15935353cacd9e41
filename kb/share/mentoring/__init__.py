"""Mentoring: two people go through practices with a goal, and agree what is done next."""

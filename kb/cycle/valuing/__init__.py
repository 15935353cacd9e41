"""Valuing: what weighs most and rests on the fewest, and what one carries oneself."""

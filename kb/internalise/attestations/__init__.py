"""Attestations: one who can do it says, on what was tried at work, how well another can."""

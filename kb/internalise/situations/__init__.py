"""Situations to decide: one decides first, then sees how the carrier reasoned."""

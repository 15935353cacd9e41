"""Valuations: how much it would harm if nobody could do this any more."""

"""Badges: what was attested, as a signed credential that one takes along (Open Badges 3.0)."""

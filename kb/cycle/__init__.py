"""Cycle: pages that see the whole path – a practice's page, one's own page."""

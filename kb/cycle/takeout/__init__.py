"""Takeout (Vie kaikki): all that one may read, as files that another program can open."""

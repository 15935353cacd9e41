"""Search: the front door, in one's own words, also to what nobody has written yet."""

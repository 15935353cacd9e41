"""Search: the front door – in one's own words, in either language, to what is not written too."""

"""Results: what was found, as a page and a command show it."""

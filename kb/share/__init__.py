"""Share: people go through what is known, with a goal."""

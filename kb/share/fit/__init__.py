"""Whether a pair works, asked of each of the two alone."""

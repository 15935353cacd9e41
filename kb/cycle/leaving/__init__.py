"""Leaving well: what there is to pass on, in the order of work, until the last working day."""

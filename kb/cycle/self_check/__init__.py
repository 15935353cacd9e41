"""The self-check: whether the house is set up so that nothing is lost and nobody gets in."""

"""Plans: when this happens, then I do that."""

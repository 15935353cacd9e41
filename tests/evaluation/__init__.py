"""How good the search is: what is measured, over which data, and what it must reach."""

"""How good the search is: a test collection asked of a house of its own, and its figures."""

"""Combining: two practices or more become a model that names what it was made of."""

"""Internalise: somebody does at their own work what another knew."""

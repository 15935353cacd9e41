"""Sparring: advice given in passing, caught before it is gone."""

"""Improvements: what a trial showed should be said otherwise, proposed and decided."""

"""Imports: pages that others wrote, taken in as one batch that can be undone."""

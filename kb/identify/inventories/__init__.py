"""Inventories: one's own tacit knowledge, found by answering questions."""

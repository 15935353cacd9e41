"""Ranking: how well each text answers, and whether any does."""

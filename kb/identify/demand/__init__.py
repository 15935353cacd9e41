"""Demand: how often a practice was asked for, never by whom."""

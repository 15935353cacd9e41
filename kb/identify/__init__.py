"""Identify and recognise: who carries what, and what is missing."""

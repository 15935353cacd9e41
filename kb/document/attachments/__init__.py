"""Attachments: pictures that belong to a practice, kept by what they contain."""

"""Glossary: the words of the house, in both languages; their synonyms act in search."""

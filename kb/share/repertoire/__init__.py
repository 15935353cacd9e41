"""Repertoire: the means there are to choose from, and the goal that comes before them."""

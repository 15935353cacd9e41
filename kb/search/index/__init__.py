"""Index: what can be found, by its words and by its meaning, and who may find it."""

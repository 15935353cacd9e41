"""Reviews: what is to be read through again, what is used most and is oldest first."""

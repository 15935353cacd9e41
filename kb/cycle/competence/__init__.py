"""The competence map: what rests on how many, and who can do what, always with the reason."""

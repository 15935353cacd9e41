"""Presence: who else sits at the same text right now; nothing of it is kept."""

"""Recognitions: what somebody can do is valued aloud, with a reason in words."""

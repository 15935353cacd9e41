"""Shadowing and covering: being there when it is done, acknowledged by who did it."""

"""Handovers: how somebody who leaves means to pass on what they can, and by when."""

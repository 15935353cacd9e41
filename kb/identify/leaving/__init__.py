"""Leaving: when somebody's last working day is, told for one purpose and forgotten after it."""

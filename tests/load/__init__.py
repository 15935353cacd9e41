"""Many at once at a real server: see ``make load``."""

"""Backups: the whole house in one archive that says of each part what it was."""

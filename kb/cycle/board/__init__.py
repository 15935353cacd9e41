"""The board: every practice at the stage it has come to, and what it lacks next."""

"""Writing: sitting down to a new practice or to the next wording of one."""

"""The audit log: who did what to whom when, where it matters to security."""

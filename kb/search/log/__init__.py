"""The search log: what was looked for and how it went, and never by whom."""

"""Accounts: people are invited, choose their own password, and an admin looks after them."""

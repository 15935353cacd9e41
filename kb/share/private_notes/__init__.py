"""What one of a pair writes for themselves alone; nobody else reads or finds it."""

"""``make crash``: server and worker are killed while people work, and nothing may be lost."""

"""Charts: figures drawn on the server, each beside a table that tells the same."""

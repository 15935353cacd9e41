"""Media: the form that fits this knowledge, chosen with a reason."""

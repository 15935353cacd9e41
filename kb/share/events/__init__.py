"""Events: people go through practices together, with a goal that is judged at the end."""

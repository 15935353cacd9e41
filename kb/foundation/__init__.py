"""Ground that knows nothing of knowledge work: database, events, errors, time, text."""

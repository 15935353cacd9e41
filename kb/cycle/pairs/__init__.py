"""All pairs by named facts, and what has been tried of their goals."""

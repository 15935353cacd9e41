"""History: what changed between two wordings, who wrote which paragraph, and the way back."""

"""The programme's figures: what each counts, and of whom it may be told."""

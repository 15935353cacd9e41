"""Demo: an invented organisation to try everything out with."""

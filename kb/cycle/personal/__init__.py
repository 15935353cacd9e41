"""What the house holds of one person: given to them as files, or taken away for good."""

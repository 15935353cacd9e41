"""Context: where a practice has its place; to begin with, the words it is told in."""

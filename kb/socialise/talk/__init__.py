"""Talk: asking the person who can, and hearing back."""

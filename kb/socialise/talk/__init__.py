"""Talk: asking the person who can and hearing back, and commenting where all can read."""

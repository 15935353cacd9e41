"""Terms: the glossary's words are explained where they first stand in a text."""

"""Reading a question: its words, what is asked besides them, and slips mended."""

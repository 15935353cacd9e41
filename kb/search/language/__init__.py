"""Language: what a text is about, word by word, in Finnish and in English."""

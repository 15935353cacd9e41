"""Elicitation: a guided talk, in which one asks and writes and another tells what they do."""

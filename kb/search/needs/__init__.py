"""Needs met: questions that ask the same are gathered, and offered to those who may know."""

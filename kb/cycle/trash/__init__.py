"""Trash: what is deleted waits a while, is seen by nobody, and can be put back."""

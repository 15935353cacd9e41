"""What is said once after a deed, with the way to undo it."""

from flask import flash


def flash_undo(said: str, undo: str) -> None:
    """Say what was done, and offer the address that undoes it."""
    flash({"text": said, "undo": undo})  # type: ignore[arg-type]

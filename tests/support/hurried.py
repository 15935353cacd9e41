"""The house where nobody waits in line for long: what a crowd meets is met in a moment."""

from kb.web import waiting
from wsgi import app

__all__ = ["app"]

waiting.READING = 0.1

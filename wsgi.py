"""WSGI entry point: ``flask --app wsgi …`` or ``gunicorn wsgi:app``."""

import gc

# While the house is put together nothing is thrown away: looking for it took a fifth of that.
gc.disable()

from kb.app import create_app  # noqa: E402 - what takes the time

app = create_app()
gc.freeze()  # what stays for good is not looked through again in the middle of an answer
gc.enable()

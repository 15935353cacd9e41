"""WSGI entry point: ``flask --app wsgi …`` or ``gunicorn wsgi:app``."""

import gc

from kb.app import create_app

app = create_app()
gc.freeze()  # what stays for good is not looked through again in the middle of an answer

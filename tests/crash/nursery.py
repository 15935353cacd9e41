"""Where server and worker are born: everything is imported once, each birth is a fork.

A fork is up in a tenth of the time that a new interpreter takes, so that a thousand kills fit
in an hour. What is born is the same as in ``.make/serve``: gunicorn with two processes of
eight threads, and ``flask work``.
"""

import contextlib
import os
import sys
from pathlib import Path

from flask.cli import ScriptInfo
from gunicorn.app.base import BaseApplication

from kb.cli.importing import import_folder
from kb.cli.working import work
from wsgi import app

AS_SERVED = {
    "workers": 2,
    "worker_class": "gthread",
    "threads": 8,
    "graceful_timeout": 30,
    "timeout": 120,
    "loglevel": "warning",
}


class Served(BaseApplication):
    """gunicorn, told here what ``.make/serve`` tells it by its options."""

    def __init__(self, port):
        self.port = port
        super().__init__()

    def load_config(self):
        """Take the options over."""
        for name, value in {**AS_SERVED, "bind": f"127.0.0.1:{self.port}"}.items():
            self.cfg.set(name, value)

    def load(self):
        """Return what is served."""
        return app


def serve(port):
    """Be the server, with a process group of one's own, which is killed as a whole."""
    os.setsid()
    Served(port).run()


def do_the_work():
    """Be the worker."""
    _be(work, [])


def take_in(archive, email):
    """Be somebody who imports an archive from the command line."""
    _be(import_folder, [str(archive), "--publish", "--as", email, "--json"])


def know_pages():
    """Be nobody: who is born first makes the nursery ready."""


def _be(command, arguments):
    os.setsid()
    told = Path(os.environ["KB_DATA_DIR"]).with_name("told").open("a")
    with told, contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        command.main(arguments, obj=ScriptInfo(create_app=lambda: app), prog_name="flask")
    sys.exit(0)

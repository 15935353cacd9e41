"""The house as an installation serves it: gunicorn with its own configuration, in a process."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from support.house import HOUSE

PATIENCE = 180  # seconds; only a house that never answers takes so long
SECRET = "a secret of forty characters for serving"


class Served:
    """One gunicorn over the data in ``folder``."""

    def __init__(self, folder, application="wsgi:app", **settings):
        self.port = free_port()
        command = [str(Path(sys.executable).parent / "gunicorn"), "--config"]
        command += ["python:kb.web.serving", application]
        self.environment = self._environment(folder, settings)
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=HOUSE, env=self.environment, stderr=subprocess.PIPE
        )
        self.told = []
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _environment(self, folder, settings):
        chosen = {"KB_DATA_DIR": str(folder), "KB_ENCODER": "none", "KB_SECRET_KEY": SECRET}
        place = {"PORT": str(self.port), "HOST": "127.0.0.1"}
        paths = {"PYTHONPATH": f"{HOUSE}:{HOUSE / 'tests'}"}
        return {**os.environ, **chosen, **place, **paths, **settings}

    def _listen(self):
        self.told += [line.decode() for line in self.process.stderr]

    def ask(self, path, method="GET", **headers):
        """Ask over a connection of its own; return the status and what was said."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, headers=headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def workers(self):
        """Return the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(one) for one in children.read_text("ascii").split()}

    def restart(self):
        """Let other processes answer instead, and wait until they alone do."""
        before = self.workers()
        self.process.send_signal(signal.SIGHUP)
        until(lambda: self.workers() and not self.workers() & before)

    def answers(self, path="/livez"):
        try:
            return self.ask(path)[0] < 500
        except OSError:
            return False


@contextmanager
def serving(folder, application="wsgi:app", **settings):
    """Serve until the test is done with it."""
    server = Served(folder, application, **settings)
    try:
        until(lambda: server.answers("/livez"))
        yield server
    finally:
        server.process.terminate()
        server.process.wait(PATIENCE)
        server.listener.join()
        server.process.stderr.close()


def until(holds):
    """Wait until it holds, for as long as a slow machine may take."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]

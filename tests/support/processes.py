"""A house served by processes of its own, as by ``make serve``; a disk that fails them."""

import http.client
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from support.house import HOUSE

PATIENCE = 120  # seconds, where the machine is busy with other work
FREELY = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
NOTHING = (1, resource.RLIM_INFINITY)


class Processes:
    """What serves a house: its port, and the numbers of all that run for it."""

    def __init__(self, port, *started):
        self.port, self.started = port, started

    @contextmanager
    def disk_takes_nothing(self):
        """Let every write of a file fail, as a broken disk does; reading goes on."""
        self._limit(NOTHING)
        try:
            yield
        finally:
            self._limit(FREELY)

    def _limit(self, most):
        groups = {one.pid for one in self.started}
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if os.getpgid(int(place.name)) in groups:
                    resource.prlimit(int(place.name), resource.RLIMIT_FSIZE, most)


@contextmanager
def served(settings, *, processes=1, threads=8):
    """Serve the house of these settings, its worker beside it."""
    port, told = _free_port(), _environment(settings)
    log = (settings.data_dir / "told").open("a")
    with log:
        server = _start("gunicorn", log, told, *_as_served(port, processes, threads))
        worker = _start("flask", log, told, "--app", "wsgi", "work")
        try:
            _wait_for(port)
            yield Processes(port, server, worker)
        finally:
            for one in (server, worker):
                with suppress(ProcessLookupError):
                    os.killpg(one.pid, signal.SIGKILL)
                one.wait()


def eventually(holds):
    """Say whether something comes to hold while one is patient."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return False


def _environment(settings):
    return {
        **os.environ,
        "KB_DATA_DIR": str(settings.data_dir),
        "KB_SECRET_KEY": settings.secret_key,
        "KB_NOTES_KEY": settings.notes_key,
        "KB_ENCODER": "none",
    }


def _as_served(port, processes, threads):
    return (
        *("--bind", f"127.0.0.1:{port}", "--preload", "--worker-class", "gthread"),
        *("--workers", str(processes), "--threads", str(threads)),
        *("--timeout", "300", "--log-level", "warning", "wsgi:app"),
    )


def _start(command, log, told, *arguments):
    return subprocess.Popen(  # noqa: S603 - our own commands
        [Path(sys.executable).parent / command, *arguments],
        cwd=HOUSE,
        env=told,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _wait_for(port):
    assert eventually(lambda: _answers(port)), "The server did not come up."


def _answers(port):
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with closing(asked), suppress(OSError, http.client.HTTPException):
        asked.request("GET", "/livez")
        with asked.getresponse() as answer:
            return answer.status == http.client.OK
    return False


def _free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]

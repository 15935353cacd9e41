"""The house that is crashed: its folder, its people and practices, its processes."""

import http.client
import multiprocessing
import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

from crash import nursery
from kb.cli.house import migrate
from kb.foundation.db import session, unit_of_work
from kb.people.models import Role
from support import make
from wsgi import app

PATIENCE = 60  # seconds until a server that does not answer is a fault
PEOPLE = {
    "Aino Koskela": Role.AUTHOR,
    "Petri Saarela": Role.AUTHOR,
    "Marjatta Hietala": Role.AUTHOR,
    "Noora Vainio": Role.AUTHOR,
    "Eero Niemi": Role.AUTHOR,
    "Leena Ahokas": Role.COORDINATOR,
}
OWN, THEIRS, THROWN = ("oma", "toisen", "roskiin")  # whose practices: addresses begin so
EACH = 3

births = multiprocessing.get_context("forkserver")
births.set_forkserver_preload(["crash.warm"])


class House:
    """A house with people in it; what it keeps lies in ``folder``."""

    def __init__(self, folder, port):
        self.folder, self.port = Path(folder), port
        self.empty = self.folder.with_name("as-it-began")
        self.server = self.worker = None
        self.taking_in = []

    def build(self):
        """Make the house that each one begins as."""
        migrate(app)
        with app.app_context():
            with unit_of_work():
                _move_in()
            self.let_go()
        shutil.copytree(self.folder, self.empty)

    def warm_up(self):
        """Let the nursery know every page before anything is born."""
        self._born(nursery.know_pages).join()

    def begin_anew(self):
        """Pull the house down and begin as it began."""
        self.kill("server", "worker")
        shutil.rmtree(self.folder)
        shutil.copytree(self.empty, self.folder)

    def start(self):
        """Start whatever does not run, and wait until it answers."""
        if self.worker is None:
            self.worker = self._born(nursery.do_the_work)
        if self.server is None:
            self.server = self._born(nursery.serve, self.port)
            self._wait()

    def kill(self, *names):
        """End some of the processes at once, in the middle of whatever they do."""
        for name in names:
            process = getattr(self, name)
            if process is not None:
                _kill(process)
                process.join()
                _wait_for_the_end_of(process.pid)
                setattr(self, name, None)
        if "server" in names:
            for one in list(self.taking_in):
                _kill(one)

    def take_in(self, archive, email):
        """Import an archive as the command does; say whether it came to its good end."""
        process = self._born(nursery.take_in, archive, email)
        self.taking_in.append(process)
        process.join()
        self.taking_in.remove(process)
        return process.exitcode == 0

    @staticmethod
    def let_go():
        """Let go of the database, so that its file can be replaced."""
        session.remove()
        session.get_bind().dispose()

    def _born(self, be, *arguments):
        process = births.Process(target=be, args=arguments, daemon=True)
        process.start()
        return process

    def _wait(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                asked.request("GET", "/livez")
                if asked.getresponse().status == http.client.OK:
                    return
            time.sleep(0.01)
        raise TimeoutError("The server did not come up again.")


def _kill(process):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)


def _wait_for_the_end_of(group):
    """Wait until no process of a group writes any more, the children of the killed one too."""
    while any(
        int(said[2]) == group and said[0] != "Z"
        for said in map(_state_of, Path("/proc").glob("[0-9]*/stat"))
        if said
    ):
        time.sleep(0.005)


def _state_of(file):
    try:
        return file.read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _move_in():
    people = {name: make.person(name, role) for name, role in PEOPLE.items()}
    aino, marjatta = people["Aino Koskela"], people["Marjatta Hietala"]
    for kind, holder in ((OWN, aino), (THEIRS, marjatta), (THROWN, aino)):
        for number in range(EACH):
            practice = make.practice(f"{kind} {number}", by=holder)
            make.document(practice, by=holder)

"""The houses that are pressed on: served as ``make serve`` does it, the worker beside."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import select

from bench import addresses
from kb.app import create_app
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from load.visitors import Visitor, now_and_then
from support.house import HOUSE
from support.served import serving
from support.site import NOTES_KEY, let_go, settings_in

SECONDS = float(os.environ.get("SECONDS", "60"))
PART = min(SECONDS, 30.0)  # what needs no long breath takes no longer than this
WARM_UP = min(SECONDS, 10.0)
PEOPLE, WORDS_ASKED = 50, 4
WAITED_IN_VAIN = "the database did not answer"  # what is logged where a lock did not open
SETTINGS = {"KB_NOTES_KEY": NOTES_KEY, "MALLOC_ARENA_MAX": "2"}


class Demo:
    """The demo organisation, found by meaning too, and what people do in it."""

    def __init__(self, folder):
        self.folder = folder
        self.practice, _ = addresses(folder)
        app = create_app(settings_in(folder))
        with app.app_context():
            self.names = sorted(session.scalars(select(Person.name)))
            titles = " ".join(session.scalars(select(Practice.title)))
            self.words = sorted(set(titles.lower().split()))
        let_go(app)
        reads = [self.read] * 10 + [self.look_for] * 5 + [self.come_home] * 4
        self.deeds = [*reads, self.keep]

    def read(self, _visitor):
        return "a practice", self.practice, None

    def look_for(self, visitor):
        """Ask what nobody has asked before: the model keeps what it has read."""
        asked = " ".join(visitor.chance.sample(self.words, WORDS_ASKED))
        return "search", f"/search?q={quote(asked)}", None

    def come_home(self, _visitor):
        return "my page", "/", None

    def keep(self, visitor):
        """Keep a note of a sparring, each another."""
        said = {
            "question": f"Mitä sanon? {visitor.chance.random()}",
            "advice": "Soita ensin.",
            "with_whom": "Marjatta",
            "industry": "energy",
        }
        return "a note kept", "/sparring", said | {"csrf_token": visitor.token}

    @contextmanager
    def served(self, **settings):
        """Serve a copy of it, the worker beside; yield the server."""
        with self.copied() as place, as_served(place, KB_ENCODER="default", **settings) as one:
            self.warm(one.port)
            yield one

    def warm(self, port):
        """Do each thing once: what is made once is made before anybody measures."""
        (first,) = self.people(port, count=1)
        for deed in (self.read, self.look_for, self.come_home, self.keep):
            _, address, form = deed(first)
            first.ask(address, form)

    @contextmanager
    def copied(self):
        with tempfile.TemporaryDirectory(dir=self.folder.parent) as place:
            yield shutil.copytree(self.folder, Path(place) / "house", symlinks=True)

    def people(self, port, deeds=None, pace=now_and_then, count=PEOPLE):
        """Return so many people, each with a sign-in of one of the demo's eight."""
        chosen = deeds or self.deeds
        return [
            Visitor(number, port, chosen, pace).sign_in(self.names[number % len(self.names)])
            for number in range(count)
        ]


@contextmanager
def as_served(folder, **settings):
    """Serve what lies in a folder as ``make serve`` does."""
    with serving(folder, **SETTINGS, **settings) as server, _worker(server):
        server.folder = folder
        yield server


@contextmanager
def _worker(server):
    command = ["nice", "-n", "10", str(Path(sys.executable).parent / "flask")]
    worker = subprocess.Popen(  # noqa: S603 - our own command
        [*command, "--app", "wsgi", "work"],
        cwd=HOUSE,
        env=server.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def waited_in_vain(server):
    """Return how often somebody was told that the database is busy."""
    return sum(WAITED_IN_VAIN in line or "locked" in line for line in server.told)


def notes_kept(folder):
    """Return how many notes of sparrings the database holds."""
    with closing(sqlite3.connect(folder / "kb.sqlite")) as database:
        return database.execute("SELECT count(*) FROM sparring_note").fetchone()[0]

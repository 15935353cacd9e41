"""People at a real server: each has a connection, a network address and a sign-in."""

import http.client
import os
import select
import threading
import time
from contextlib import contextmanager
from random import Random
from urllib.parse import urlencode

from bench import credentials
from load.told import Told, how_it_ended
from support.served import PATIENCE
from support.tokens import BEFORE, token_in

EVERY = float(os.environ.get("EVERY", "2"))
FORM = "application/x-www-form-urlencoded"
# gunicorn ends a connection that was idle for two seconds: who ends it before sends nothing
# into one that is about to be gone, and neither does nginx as the example has it.
IDLE_AT_MOST = 1.0


def never(_chance):
    """Pause never."""
    return 0.0


def now_and_then(chance):
    """Do something every ``EVERY`` seconds, as people do: now sooner, now later."""
    return chance.expovariate(1 / EVERY)


def each_second(_chance):
    """Do something every second."""
    return 1.0


class Visitor(threading.Thread):
    """One who does one deed after another, until it is over."""

    def __init__(self, number, port, deeds, pace):
        super().__init__(daemon=True)
        self.number, self.port, self.deeds, self.pace = number, port, deeds, pace
        self.chance, self.over, self.told = Random(number), threading.Event(), None  # noqa: S311
        self.line, self.answered, self.cookie, self.token = None, 0.0, "", ""

    def sign_in(self, name, **otherwise):
        """Come in by the page's own form."""
        self._keep(self.ask("/sign-in"))
        self._keep(self.ask("/sign-in", credentials(name, self.token) | otherwise))
        self._keep(self.ask("/sparring/new"))
        return self

    def like(self, other):
        """Be signed in as another is."""
        self.cookie, self.token = other.cookie, other.token
        return self

    def _keep(self, answered):
        answer, page = answered
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).split(";")[0]
        if BEFORE in page:
            self.token = token_in(page)

    def run(self):
        self.over.wait(self.chance.random() * self.pace(self.chance))
        while not self.over.is_set():
            kind, address, form = self.chance.choice(self.deeds)(self)
            begun = time.perf_counter()
            end = self._try(address, form)
            took = time.perf_counter() - begun
            self.told.note(kind, end, begun, took)
            self.over.wait(max(0.0, self.pace(self.chance) - took))

    def _try(self, address, form):
        try:
            answer, _ = self.ask(address, form)
        except (OSError, http.client.HTTPException) as trouble:
            self.line.close()
            return type(trouble).__name__
        return how_it_ended(answer.status, answer.getheader("Retry-After"))

    def ask(self, address, form=None):
        """Ask for a page, or send a form; return the answer and what it says."""
        if self.line is None:
            self.line = self._connection()
        if was_closed(self.line) or time.perf_counter() - self.answered > IDLE_AT_MOST:
            self.line.close()  # it opens by itself
        headers = {"Cookie": self.cookie, "Accept-Language": "fi"}
        if form is None:
            self.line.request("GET", address, headers=headers)
        else:
            told = headers | {"Content-Type": FORM}
            self.line.request("POST", address, urlencode(form), told)
        answer = self.line.getresponse()
        page = answer.read().decode()
        self.answered = time.perf_counter()
        return answer, page

    def _connection(self):
        place = place_of(self.number)
        return http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE, source_address=(place, 0)
        )


def place_of(number):
    """Return a network address of this machine that only one has."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def was_closed(line):
    """Say whether the server ended a kept connection, which browsers and proxies see too."""
    return line.sock is not None and bool(select.select([line.sock], [], [], 0)[0])


@contextmanager
def at_it(people):
    """Let them all go on meanwhile; yield what they are told."""
    told = Told()
    for one in people:
        one.told = told
        one.start()
    yield told
    told.until = time.perf_counter()
    for one in people:
        one.over.set()
    for one in people:
        one.join()

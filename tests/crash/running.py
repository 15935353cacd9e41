"""Letting people work, killing what serves them, looking whether anything is lost."""

import os
import queue
import socket
import threading
import time
from collections import Counter
from contextlib import contextmanager
from random import Random

import click
from sqlalchemy import select

from crash import judged
from crash.browser import BrokenOffError, Browser, RefusedError
from crash.deeds import DOES, Deeds
from crash.house import House
from crash.ledger import Ledger
from kb.foundation.db import reading, session
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from wsgi import app

IN_ONE_HOUSE = 10  # kills: what a house holds is looked through after each
# Acknowledged before a kill, drawn by chance; then it comes at any moment.
MOST = int(os.environ.get("MOST", "110"))
A_MOMENT = 0.1
PATIENCE = 20  # seconds, where the machine is busy with other work
TOLD = 10
WORK, HOME = "work", "go home"
KILLED = (("server",),) * 5 + (("worker",),) * 2 + (("server", "worker"),) * 3


class World:
    """What people know of one another in one house."""

    def __init__(self, house, folder):
        self.house, self.folder = house, folder
        self.questions, self.proposals = queue.Queue(), queue.Queue()
        with app.app_context(), reading():
            self.aino = session.scalar(select(Person.id).where(Person.name == "Aino Koskela"))

    @staticmethod
    def number_of_trial(told):
        """Return which trial it is."""
        with app.app_context(), reading():
            return session.scalar(select(Trial.id).where(Trial.happened == told))


class People:
    """Everybody at their browser, each in a thread; all can be bidden to wait."""

    def __init__(self, house, ledger, folder, seed):
        self.ledger, self.faults, self.refused = ledger, [], []
        self.broken_off = 0
        self._may_work, self._idle = threading.Event(), threading.Semaphore(0)
        world = World(house, folder)
        self._bells = {name: queue.SimpleQueue() for name in DOES}
        self._threads = [
            threading.Thread(
                target=self._live,
                args=(name, world, Random(f"{seed} {name}")),  # noqa: S311
            )
            for name in DOES
        ]
        for one in self._threads:
            one.start()

    def work(self):
        """Let everybody work."""
        self._may_work.set()
        self._ring(WORK)

    def wait(self):
        """Let everybody finish, or fail in, what they do; then they wait."""
        self._may_work.clear()
        for _ in self._threads:
            self._idle.acquire()

    def go(self):
        """Let everybody, who waits, go home."""
        self._ring(HOME)
        for one in self._threads:
            one.join()

    def _ring(self, said):
        for bell in self._bells.values():
            bell.put(said)

    def _live(self, name, world, chance):
        browser = Browser(world.house.port, self.faults)
        deeds = Deeds(name, browser, self.ledger, world, chance)
        while self._bells[name].get() == WORK:
            while self._may_work.is_set():
                self._do(deeds, browser)
            self._idle.release()

    def _do(self, deeds, browser):
        try:
            browser.sign_in(deeds.name)
            deeds.does_something()
        except BrokenOffError:
            self.broken_off += 1
            time.sleep(0.02)
        except RefusedError as refused:
            self.refused.append(str(refused))


class Took(Counter):
    """How many seconds went into each part of all kills."""

    @contextmanager
    def part(self, name):
        """Add what is done inside to a part."""
        began = time.monotonic()
        yield
        self[name] += time.monotonic() - began

    def of_one(self, kills):
        """Say how long one kill took, and what of it."""
        parts = (f"{name} {seconds / kills:.1f}" for name, seconds in self.items())
        return f"a kill took {self.total() / kills:.1f} s: {', '.join(parts)}"


def crash(kills, seed, folder):
    """Kill as often as asked; return what was acknowledged and what was lost."""
    house = House(folder / "house", _free_port())
    house.build()
    house.warm_up()
    chance, began = Random(seed), time.monotonic()  # noqa: S311 - drawn, again the same
    ledger, lost, refused = Ledger(folder / "ledger.jsonl"), [], []
    broken_off, done, took = 0, 0, Took()
    while done < kills and not lost:
        with took.part("a new house"):
            house.begin_anew()
        ledger.forget()
        people = People(house, ledger, folder, f"{seed} {done}")
        for _ in range(min(IN_ONE_HOUSE, kills - done)):
            lost += _kill_once(house, people, ledger, chance, took)
            done += 1
            if lost:
                break
            if done % TOLD == 0:
                click.echo(
                    f"{done} of {kills} kills, {ledger.acknowledged} acknowledged,"
                    f" {time.monotonic() - began:.0f} s",
                    err=True,
                )
        people.go()
        house.kill("server", "worker")
        with took.part("judged in the end"):
            lost += lost or judged.lost_in_the_end(ledger)
        lost += people.faults
        broken_off += people.broken_off
        refused += people.refused
    click.echo(took.of_one(done))
    click.echo(f"broken off {broken_off} · refused {len(refused)}: {sorted(set(refused))[:5]}")
    return done, ledger.acknowledged, lost


def _kill_once(house, people, ledger, chance, took):
    with took.part("up again"):
        house.start()
    with took.part("people at work"):
        until = time.monotonic() + PATIENCE
        enough = ledger.acknowledged + chance.randint(1, MOST)
        people.work()
        while ledger.acknowledged < enough and time.monotonic() < until:
            time.sleep(A_MOMENT / 10)
        time.sleep(chance.uniform(0, A_MOMENT))
    with took.part("killed"):
        house.kill(*chance.choice(KILLED))
        people.wait()
    with took.part("judged"):
        return judged.lost(ledger)


def _free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def main(kills, seed, folder):
    """Crash, and say what came of it; return the exit code."""
    done, acknowledged, lost = crash(kills, seed, folder)
    for one in lost:
        click.echo(one)
    click.echo(f"kills {done} · acknowledged {acknowledged} · {len(lost)} lost")
    return bool(lost)

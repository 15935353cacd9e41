"""The same in a house of ten thousand practices: searching, and starting after a crash."""

import json
from time import sleep
from urllib.parse import quote

from click import echo

from load.houses import PART, PEOPLE, as_served
from load.reading import ALONE, report
from load.starting import kill, until_ready
from load.told import Table
from load.visitors import Visitor, at_it, never, now_and_then
from support.houses import copy_of, house_of
from support.make import PASSWORD
from support.organisation import READER

PRACTICES = 10_000


def large_house(_demo):
    """Let fifty people search by words in ten thousand practices, then kill and start it."""
    kept = house_of(
        PRACTICES, lambda done: echo(f"  {done:,} of {PRACTICES:,} written", err=True)
    )
    with copy_of(kept) as folder:
        asked = Asking(json.loads((folder / "questions.json").read_text("utf-8"))["words"])
        with as_served(folder) as server:
            alone = heard(asked.people(server.port, never, 1))
            told = heard(asked.people(server.port, now_and_then, PEOPLE))
            kill(server)
        table = Table(f"{PEOPLE} people search by words in {PRACTICES:,} practices", ALONE)
        report(table, told, alone)
        table.row("after kill -9 until /readyz, s", until_ready(folder), "< 1")


class Asking:
    """What is asked there, and who asks."""

    def __init__(self, questions):
        self.questions = questions

    def search(self, visitor):
        return "search", f"/search?q={quote(visitor.chance.choice(self.questions))}", None

    def people(self, port, pace, count):
        visitors = (Visitor(number, port, [self.search], pace) for number in range(count))
        return [one.sign_in(READER, password=PASSWORD) for one in visitors]


def heard(people):
    with at_it(people) as told:
        sleep(PART)
    return told

"""Ten times as many who never pause, and restarts in the midst of it all."""

import math
import time
from time import sleep

from load.houses import PART, PEOPLE, WARM_UP, waited_in_vain
from load.told import SHED, Table, p95, said_of
from load.visitors import Visitor, at_it, never

CROWD, RESTARTS = 10 * PEOPLE, 5
AFTERWARDS = 20  # seconds that are looked at
AS_BEFORE = 2.0  # so many times what it was, for the few things of one second vary
READS = ("a practice", "search", "my page")


def overload(demo):
    """Let fifty people go on while ten times as many come who never pause, and go again."""
    with demo.served() as server:
        people = demo.people(server.port)
        crowd = [
            Visitor(PEOPLE + n, server.port, demo.deeds, never).like(people[n % PEOPLE])
            for n in range(CROWD)
        ]
        with at_it(people) as told:
            sleep(WARM_UP)
            told.begin_anew()
            sleep(WARM_UP)
            came = time.perf_counter()
            with at_it(crowd) as crowded:
                sleep(PART)
            gone = crowded.until
            sleep(AFTERWARDS)
        report(told, crowded, (came, gone), str(waited_in_vain(server)))


def report(told, crowded, while_there, busy):
    came, gone = while_there
    usual = p95(told.begun_within(told.since, came, *READS))
    during = p95(told.begun_within(came, gone, *READS))
    after = p95(told.begun_within(gone + 10, gone + AFTERWARDS, *READS))
    wrong = told.went_wrong() + crowded.went_wrong()
    turned_away = wrong.pop(SHED, 0)
    table = Table(
        f"{CROWD} who never pause, for {PART:g} s, beside {PEOPLE} people",
        "before",
    )
    table.row("the crowd's answers a second", crowded.rate())
    table.row("failed, but for 503 with Retry-After", said_of(wrong), "none")
    table.row("503 with Retry-After", str(turned_away))
    table.less("reads of the fifty meanwhile: p95, ms", during, usual)
    table.less("the same, from ten seconds after it", after, usual)
    table.row(
        f"p95 at most {AS_BEFORE:g} × that again after, s", as_before(told, gone, usual), "≤ 10"
    )
    table.row("told that the database is busy", busy, "0")


def as_before(told, gone, usual):
    """Return after how many seconds those who begin wait no longer than they used to."""
    for second in range(AFTERWARDS):
        asked = told.begun_within(gone + second, gone + second + 1, *READS)
        if asked and p95(asked) <= AS_BEFORE * usual:
            return float(second)
    return math.inf


def restarts(demo):
    """Let other processes answer instead, again and again, while fifty people go on."""
    with demo.served() as server:
        with at_it(demo.people(server.port)) as told:
            sleep(WARM_UP)
            before = told.seconds(*READS)
            for _ in range(RESTARTS):
                server.restart()
                sleep(1)
        table = Table(
            f"{RESTARTS} rolling restarts (HUP) while {PEOPLE} people go on", "before the first"
        )
        table.row("asked; failed", f"{len(told.notes)}; {told.say_wrong()}", "none failed")
        table.less("reads: p95, ms", p95(told.seconds(*READS)), p95(before))

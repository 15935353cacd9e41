"""How many pages a second, and how long one waits for one while others do things too."""

from time import sleep

from load.houses import PART, PEOPLE, SECONDS, WARM_UP, waited_in_vain
from load.told import Table, median, p95
from load.visitors import EVERY, Visitor, at_it, never
from support.served import serving
from support.weigh import proportional

LINES, TURNS = 8, 4
HELLO, ALONE = "the least that Flask can do", "one who is alone and never pauses"
AIMS = {"a practice": "≤ 60", "search": "≤ 150", "a note kept": "≤ 150"}


def throughput(demo):
    """Let eight read a page and never pause, by turns with the least there is."""
    bare, ours = [], []
    with serving(demo.folder, "support.hello:hello()") as least, demo.served() as house:
        for _ in range(TURNS):
            bare.append(heard_by(Visitor(n, least.port, [hello], never) for n in range(LINES)))
            ours.append(heard_by(demo.people(house.port, [demo.read], never, LINES)))
    table = Table(f"{LINES} who read a practice and never pause", HELLO)
    rates = [sum(one.rate() for one in each) / TURNS for each in (ours, bare)]
    took, least_took = ([s for one in each for s in one.seconds()] for each in (ours, bare))
    table.more("pages a second", *rates, "≥ 150")
    table.less("median, ms", median(took), median(least_took))
    table.less("p95, ms", p95(took), p95(least_took), "≤ 60")
    table.row("failed", ", ".join({one.say_wrong() for one in ours}), "none")


def hello(_visitor):
    return "hello", "/", None


def heard_by(readers):
    with at_it(list(readers)) as told:
        sleep(PART / TURNS)
    return told


def fifty(demo):
    """Let fifty people do what people do, nineteen times of twenty reading."""
    with demo.served() as server:
        alone = heard_by(demo.people(server.port, pace=never, count=1))
        with at_it(demo.people(server.port)) as told:
            sleep(WARM_UP)
            told.begin_anew()
            sleep(SECONDS)
        table = Table(
            f"{PEOPLE} people, each every {EVERY:g} s, 95 % reading, for {SECONDS:g} s", ALONE
        )
        report(table, told, alone)
        table.row("told that the database is busy", str(waited_in_vain(server)), "0")
        held = " + ".join(str(proportional(one)) for one in server.workers())
        table.row("the server's processes hold, MB", held)


def report(table, told, beside):
    """Print what went wrong, and how long each kind of thing took, beside other times."""
    table.row("answered a second", told.rate())
    table.row("failed", told.say_wrong(), "none")
    for kind in sorted({one.kind for one in told.notes}):
        ours, theirs = told.seconds(kind), beside.seconds(kind)
        table.less(f"{kind}: median, ms", median(ours), median(theirs))
        table.less(f"{kind}: p95, ms", p95(ours), p95(theirs), AIMS.get(kind, ""))

"""How soon the house answers: started cold, and after it was killed while people save."""

import os
import signal
import statistics
import sys
import time
from pathlib import Path
from time import sleep

from load.houses import WARM_UP, as_served
from load.told import Table
from load.visitors import at_it, never
from support.house import HOUSE
from support.served import serving, until

STARTS, WRITERS = 3, 8
HELLO = "the least that Flask can do, cold"
COLD = (HOUSE / "kb", HOUSE / "templates", HOUSE / "static", Path(sys.prefix) / "lib")


def starts(demo):
    """Start what was put out of memory, then again what was killed in the midst of saves."""
    cold, after, bare = [], [], []
    for _ in range(STARTS):
        with demo.copied() as folder:
            put_out_of_memory(*COLD, folder)
            bare.append(until_ready(folder, "support.hello:hello()"))
            put_out_of_memory(*COLD, folder)
            cold.append(until_ready(folder, KB_ENCODER="default"))
            kill_in_the_midst(demo, folder)
            after.append(until_ready(folder, KB_ENCODER="default"))
    table = Table(f"From the start until /readyz says so, median of {STARTS}", HELLO)
    least = statistics.median(bare)
    table.less("cold, s", statistics.median(cold), least, "< 3")
    table.less("after kill -9 while eight save, s", statistics.median(after), least, "< 1")


def until_ready(folder, application="wsgi:app", **settings):
    """Return how many seconds a start takes."""
    begun = time.perf_counter()
    with serving(folder, application, **settings) as server:
        until(lambda: server.answers("/readyz"))
        return time.perf_counter() - begun


def kill_in_the_midst(demo, folder):
    """Kill the server, all of it at once, while eight people save."""
    with (
        as_served(folder, KB_ENCODER="default") as server,
        at_it(demo.people(server.port, [demo.keep], never, WRITERS)),
    ):
        sleep(WARM_UP / 5)
        kill(server)


def kill(server):
    for one in (server.process.pid, *server.workers()):
        os.kill(one, signal.SIGKILL)


def put_out_of_memory(*folders):
    """Let the machine forget what it has read of these files, as far as nobody uses them."""
    os.sync()
    for folder in folders:
        for file in filter(Path.is_file, folder.rglob("*")):
            descriptor = os.open(file, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)

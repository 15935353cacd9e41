"""A hundred who send their request a byte at a time: whether others wait for them."""

import socket
import threading
from contextlib import contextmanager
from time import sleep

from click import echo

from load.houses import PART, PEOPLE
from load.proxy import nginx_before
from load.told import Table, p95
from load.visitors import at_it, place_of

SLOW, FIRST = 100, 1000
BEGINNING = b"GET / HTTP/1.1\r\nHost: kisalli.example.com\r\nX-Slowly: "


def slow_clients(demo):
    """Let fifty people go on beside a hundred slow clients, without a proxy and with one."""
    with demo.served(KB_PROXIES="1") as server:
        beside_slow_ones(demo, server.port, "with nothing in front of it")
        with nginx_before(server.port, demo.folder.parent) as port:
            if port is None:
                echo("\nnginx is not on this machine: behind it, this could not be measured.")
            else:
                beside_slow_ones(
                    demo, port, "behind nginx as in operations/nginx.conf, less TLS"
                )


def beside_slow_ones(demo, port, how):
    with at_it(demo.people(port)) as told:
        sleep(PART)
        usual, before = p95(told.seconds()), told.rate()
        told.begin_anew()
        with slow(port):
            sleep(PART)
            meanwhile = told.rate()
    table = Table(f"{SLOW} slow clients beside {PEOPLE} people, {how}", "without them")
    table.more("answered a second", meanwhile, before)
    table.less("p95, ms", p95(told.seconds()), usual, "< 2 ×")
    table.row("failed", told.say_wrong(), "none")


@contextmanager
def slow(port):
    """Let a hundred send a byte a second each; who is sent away comes again."""
    lines = [begun(port, number) for number in range(SLOW)]
    over = threading.Event()

    def drip():
        while not over.wait(1):
            for number, line in enumerate(lines):
                try:
                    line.sendall(b"x")
                except OSError:
                    line.close()
                    lines[number] = begun(port, number)

    dripping = threading.Thread(target=drip, daemon=True)
    dripping.start()
    yield
    over.set()
    dripping.join()
    for line in lines:
        line.close()


def begun(port, number):
    """Return a connection on which a request has begun."""
    place = place_of(FIRST + number), 0
    line = socket.create_connection(("127.0.0.1", port), source_address=place)
    line.sendall(BEGINNING)
    return line

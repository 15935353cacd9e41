"""Speed and memory as ratios against a named baseline, measured in one run.

``make bench`` serves the least that Flask can do and the demo organisation side by side, both
by gunicorn's threads on this machine, asks them by turns over one kept connection, and prints
medians and ratios. It then asks the real search over the handbooks of the reference data, and
weighs what each part of the house adds to its memory. Seconds depend on the machine, ratios
much less; limits are printed beside the ratios they are for.
"""

import http.client
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

from click import echo
from sqlalchemy import event, select

from kb.app import create_app
from kb.demo import DEMO_PASSWORD
from kb.foundation.db import session
from kb.practices.models import Practice
from support.busy_timed import programme_beside_a_scan
from support.handbooks import ask_the_handbooks
from support.house import HOUSE
from support.make import email_of
from support.reference import REFERENCE
from support.site import SECRET, let_go, live_a_year, model_folder, settings_in
from support.tokens import token_in
from support.weigh import resident

WARM_UP, ROUNDS, IN_A_ROUND = 20, 10, 20
PATIENCE = 90
READER = "Jesse Lindqvist"
QUESTION = "ei vastaa viesteihin eikä soittopyyntöihin"
PRACTICE_AT_MOST, SEARCH_AT_MOST, PROGRAMME_AT_MOST = 20, 25, 25
GUNICORN = ("--worker-class", "gthread", "--threads", "8", "--log-level", "warning")


def main():
    """Measure everything once and print it."""
    say_where()
    with tempfile.TemporaryDirectory() as place:
        demo = Path(place) / "demo"
        echo("The demo organisation lives its year …")
        live_a_year(demo)
        speed(demo)
        statements(demo)
        programme(Path(place) / "busy")
        handbooks(Path(place) / "handbooks")
        memory(demo)


def say_where():
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    name = cpu[1] if cpu else platform.machine()
    load = os.getloadavg()[0]
    echo(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {name} · {os.cpu_count()} cores")
    echo(f"Python {platform.python_version()} · load before the run {load:.1f}\n")


def speed(demo):
    """Ask both servers by turns and print medians with their ratio."""
    practice, search = addresses(demo)
    pages = {
        f"practice page (limit {PRACTICE_AT_MOST} ×)": practice,
        f"search page, words only (limit {SEARCH_AT_MOST} ×)": search,
    }
    echo(f"\n{'':<44}{'median ms':>10}{'p95 ms':>10}{'CPU ms':>10}{'ratio':>10}{'of CPU':>10}")
    with serving("support.hello:hello()") as base, serving("wsgi:app", demo) as house:
        reader = Line(house.port).sign_in(READER)
        for name, address in pages.items():
            compare(name, Asked(base, Line(base.port), "/"), Asked(house, reader, address))
        echo(f"\nserver without a model: {resident(house.worker())} MB")


def compare(name, least, ours):
    """Ask by turns, so that what else the machine does troubles both alike."""
    for _ in range(ROUNDS):
        least.ask()
        ours.ask()
    line("the least that Flask can do", least)
    ratio = statistics.median(ours.times) / statistics.median(least.times)
    line(name, ours, f"{ratio:.1f} ×", f"{ours.cpu / least.cpu:.1f} ×")


class Asked:
    """One address of one server: how long each answer took, and what it cost the server."""

    def __init__(self, server, connection, address):
        self.times, self.cpu = [], 0.0
        self._pid, self._line, self._address = server.worker(), connection, address
        self._line.time(address, WARM_UP)

    def ask(self):
        """Ask a round more."""
        before = spent(self._pid)
        self.times += self._line.time(self._address, IN_A_ROUND)
        self.cpu += spent(self._pid) - before


def spent(pid):
    """Return the milliseconds of processor time that a process has used in all its threads."""
    told = (one.read_text("ascii") for one in Path(f"/proc/{pid}/task").glob("*/schedstat"))
    return sum(int(one.split()[0]) for one in told) / 1e6


def line(name, asked, *ratios):
    """Print a row of the table."""
    figures = statistics.median(asked.times), statistics.quantiles(asked.times, n=20)[-1]
    row = [f"{one:.2f}" for one in (*figures, asked.cpu / len(asked.times))]
    echo(f"{name:<44}" + "".join(f"{one:>10}" for one in (*row, *ratios)))


def addresses(demo):
    app = create_app(settings_in(demo))
    with app.app_context():
        slug = session.scalar(select(Practice.slug).where(Practice.ref == "P03"))
    let_go(app)
    return f"/practices/{quote(slug)}", f"/search?q={quote(QUESTION)}"


def statements(demo):
    """Print how many statements the practice page asks of the database."""
    practice, _ = addresses(demo)
    app = create_app(settings_in(demo))
    browser, asked = app.test_client(), []
    token = token_in(browser.get("/sign-in").text)
    browser.post("/sign-in", data=credentials(READER, token))
    with app.app_context():
        note = lambda *arguments: asked.append(arguments[2])  # noqa: E731 - one listener
        event.listen(session.get_bind(), "before_cursor_execute", note)
    browser.get(practice)
    let_go(app)
    echo(f"\npractice page: {len(asked)} SQL statements (with BEGIN and the sign-in)")


def programme(folder):
    """Time the programme page of a busy organisation beside one scan of all that happened."""
    base, page, asked = programme_beside_a_scan(folder)
    least, ours = statistics.median(base), statistics.median(page)
    echo(f"\nprogramme page, 300 people, 2,000 practices: {asked} SQL statements")
    echo(f"{'every dated fact read once':<44}{least:>10.1f}{'':>10}{'1.0 ×':>10}")
    name = f"the page (limit {PROGRAMME_AT_MOST} ×)"
    echo(f"{name:<44}{ours:>10.1f}{'':>10}{ours / least:>8.1f} ×")


def credentials(name, token):
    return {"email": email_of(name), "password": DEMO_PASSWORD, "csrf_token": token}


class Line:
    """One kept connection to a server, with the cookies of whoever signed in."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.cookie = ""

    def sign_in(self, name):
        page = self.ask("/sign-in")
        token = token_in(page)
        self.ask("/sign-in", "POST", urlencode(credentials(name, token)))
        return self

    def ask(self, address, method="GET", body=None):
        headers = {"Cookie": self.cookie, "Accept-Language": "fi"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).split(";")[0]
        if answer.status >= 400:
            raise RuntimeError(f"{address} answered {answer.status}")
        return text

    def time(self, address, count):
        """Return the milliseconds that each of ``count`` answers took."""
        return [self._timed(address) for _ in range(count)]

    def _timed(self, address):
        begun = time.perf_counter()
        self.ask(address)
        return (time.perf_counter() - begun) * 1000


class Served:
    """A gunicorn of one process and eight threads, as ``make serve`` runs it."""

    def __init__(self, application, folder, encoder):
        self.port = free_port()
        command = [str(Path(sys.executable).parent / "gunicorn"), *GUNICORN]
        command += ["--keep-alive", "60", "--bind", f"127.0.0.1:{self.port}", application]
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=HOUSE, env=environment(folder, encoder)
        )

    def worker(self):
        """Return the process that answers: the one child of the arbiter."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
        return int(children.split()[0])

    def wait(self, path="/"):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                return Line(self.port).ask(path)
            except OSError:
                time.sleep(0.2)
        raise TimeoutError(path)


@contextmanager
def serving(application, folder=None, encoder="none"):
    server = Served(application, folder, encoder)
    try:
        server.wait("/livez" if folder else "/")
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


def environment(folder, encoder):
    chosen = {"KB_DATA_DIR": str(folder or ""), "KB_ENCODER": encoder, "KB_SECRET_KEY": SECRET}
    return {**os.environ, **chosen, "PYTHONPATH": f"{HOUSE}:{HOUSE / 'tests'}"}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def handbooks(folder):
    """Ask the search of the handbooks, and the model alone, the same questions."""
    shared = REFERENCE / "handbooks"
    if not shared.is_dir():
        echo(f"\nhandbooks: none at {shared}, not measured")
        return
    held, search, encoder = ask_the_handbooks(shared, folder)
    echo(f"\nsearch over {held} (median of {len(search)} questions)")
    least, ours = statistics.median(encoder), statistics.median(search)
    echo(f"{'the model alone, one question':<44}{least:>10.1f}{'':>10}{'1.0 ×':>10}")
    echo(f"{'the whole search':<44}{ours:>10.1f}{'':>10}{ours / least:>8.1f} ×")


def memory(demo):
    """Print what each part adds to a process, then what the real processes hold."""
    weigher = [sys.executable, "-m", "support.weigh", str(model_folder())]
    told = subprocess.run(  # noqa: S603 - our own command
        weigher, cwd=HOUSE, env=environment(demo, "none"), text=True, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    before = 0
    echo(f"\n{'memory, one process':<44}{'adds MB':>10}{'holds MB':>10}")
    for step in told.stdout.splitlines():
        name, held = step.split("\t")
        echo(f"{name:<44}{int(held) - before:>10}{held:>10}")
        before = int(held)
    echo(f"{'server with the model':<44}{'':>10}{server_memory(demo):>10}")
    echo(f"{'worker with the model':<44}{'':>10}{worker_memory(demo):>10}")


def server_memory(demo):
    with serving("wsgi:app", demo, "default") as house:
        reader = Line(house.port).sign_in(READER)
        for number in range(IN_A_ROUND):
            reader.ask(f"/search?q={quote(f'{QUESTION} {number}')}")
            time.sleep(0.5)
        return resident(house.worker())


def worker_memory(demo):
    command = [str(Path(sys.executable).parent / "flask"), "--app", "wsgi", "work"]
    worker = subprocess.Popen(command, cwd=HOUSE, env=environment(demo, "default"))  # noqa: S603
    time.sleep(20)
    held = resident(worker.pid)
    worker.terminate()
    worker.wait()
    return held


if __name__ == "__main__":
    main()

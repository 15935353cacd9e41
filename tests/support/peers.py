"""Other wikis' own search over the same pages, each installed in an environment of its own.

Otter Wiki and MoinMoin live in ``build/peers``, apart from everything that is ours, and are fed
once with the pages of a generated house. Then each is asked every question by turns, as a
browser asks: for the whole page of results, in one process, no network between. Questions are
for a known page: by its title's rarest word, by another Finnish form of that word, and by two
words of the title in the other order.
"""

import json
import os
import shutil
import subprocess
import sys
import venv
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from select import select
from signal import SIGTERM
from tempfile import TemporaryFile

from click import echo

from support.house import HOUSE
from support.houses import house_of
from support.peer_pages import KINDS, PLACE, fed_with, pages_of
from support.turns import WARM_UP, Took

TESTS = HOUSE / "tests"
SCRIPTS = TESTS / "peers"
PAGES = 5_000
FEEDING = 15  # minutes that a wiki may take for them


class SilentError(Exception):
    """A wiki did not say that it is ready."""


@dataclass(frozen=True)
class Peer:
    """Another wiki: what it is called, what is installed, who asks it."""

    name: str
    package: str
    script: str

    @property
    def environment(self):
        return PLACE / self.script / "environment"


PEERS = (
    Peer("Otter Wiki", "otterwiki==2.26.1", "ask_otterwiki"),
    Peer("MoinMoin", "moin==2.0.0b5", "ask_moin"),
)


def compare_with_peers():
    """Ask every wiki that can be had the same questions, and print a row for each."""
    folder = house_of(PAGES, lambda _done: None)
    place = fed_with(pages_of(folder))
    questions = json.loads((place / "questions.json").read_text("utf-8"))
    with ExitStack() as open_wikis:
        wikis = {"Kisälli, by words": open_wikis.enter_context(ours(folder))}
        for peer in filter(installed, PEERS):
            try:
                wikis[peer.name] = open_wikis.enter_context(asked(peer, place))
            except SilentError as silent:
                echo(f"{peer.name}: skipped, it could not be asked ({silent})")
        answers = {name: [] for name in wikis}
        for question in questions:
            for name, wiki in wikis.items():
                answers[name].append(wiki(question["text"]))
    show(questions, answers)


def show(questions, answers):
    """Print how long each took and in how many of ten the page was among the first ten."""
    echo(f"\n| {PAGES:,} pages, page of results | ms | 95 % | ratio | {' | '.join(KINDS)} |")
    echo("|---" * (len(KINDS) + 4) + "|")
    least = None
    for name, given in answers.items():
        took = Took(tuple(answer["ms"] for answer in given[WARM_UP:]))
        least = least or took.median
        hits = Counter(
            question["kind"]
            for question, answer in zip(questions, given, strict=True)
            if {question["name"], question["slug"]} & {one.lower() for one in answer["names"]}
        )
        shares = " | ".join(f"{hits[kind] / count:.0%}" for kind, count in KINDS.items())
        times = f"{took.median:.0f} | {took.p95:.0f} | {took.median / least:.1f} ×"
        echo(f"| {name} | {times} | {shares} |")


def installed(peer):
    """Say whether a wiki is there; it is installed if it can be."""
    if (peer.environment / "done").is_file():
        return True
    echo(f"Installing {peer.package} into {peer.environment.relative_to(HOUSE)} …", err=True)
    shutil.rmtree(peer.environment, ignore_errors=True)
    venv.create(peer.environment, with_pip=True)
    command = [python_of(peer), "-m", "pip", "install", "--quiet", "--pre", peer.package]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if told.returncode:
        echo(
            f"{peer.name}: skipped, {peer.package} could not be installed ({last(told.stderr)})"
        )
        return False
    (peer.environment / "done").touch()
    return True


def last(said):
    return (said.strip().splitlines() or ["no reason given"])[-1]


def python_of(peer):
    return str(peer.environment / "bin" / "python")


def asked(peer, place):
    """Return what asks a wiki; feeding it comes first, once, and may take minutes."""
    home = place / peer.script
    if not (home / "fed").is_file():
        echo(f"Feeding {peer.name} with {PAGES:,} pages, once …", err=True)
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
    return conversation([python_of(peer), str(SCRIPTS / f"{peer.script}.py"), str(home)])


def ours(folder):
    """Return what asks our own search in the house the pages are from."""
    script = str(SCRIPTS / "ask_ours.py")
    return conversation([sys.executable, script, str(folder)], PYTHONPATH=f"{HOUSE}:{TESTS}")


@contextmanager
def conversation(command, **environment):
    """Yield what puts a question to a process and returns its answer."""
    with TemporaryFile("w+") as complaints:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd=HOUSE,
            env={**os.environ, "PYTHONPATH": "", **environment},
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            if not select([process.stdout], [], [], FEEDING * 60)[0]:
                raise SilentError(f"not ready after {FEEDING} minutes")
            if not process.stdout.readline():
                complaints.seek(0)
                raise SilentError(last(complaints.read()))
            yield lambda text: said_of(process, text)
        finally:
            os.killpg(process.pid, SIGTERM)  # with what it has started to feed itself
            process.wait()


def said_of(process, text):
    process.stdin.write(json.dumps(text) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())

"""``make mutants``: a drawn share of small faults in each area; do its tests notice them?

The tests run once, each line noting which of them reach it. Then each mutant is judged in a
fork of that process: its function gets other code, and the tests that reach the line run, the
quickest first, until one notices. Whether that one passes a second time unchanged is asked too.
"""

import ast
import functools
import gc
import os
import random
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import CodeType, FunctionType

import click
import pytest
from coverage import Coverage

from support.areas import AREAS
from support.house import HOUSE
from support.mutations import mutants_of

LIMIT = 85  # per cent killed
SECONDS = 60  # of processor time beyond ten times what the tests took; five times that in all
PYTEST = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:rerunfailures"]
PYTEST += ["--capture=sys"]  # a fork shares no file with what it came of


class Judge:
    """Inside pytest: the tests of an area run once, then again in part for each mutant."""

    def __init__(self, area, number, seed):
        """Keep what is to be drawn."""
        self.area, self.number, self.seed = area, number, seed
        self.failed, self.survivors, self.judged = False, [], 0
        self.took, self.steady, self.functions, self.caches = {}, {}, [], []

    def pytest_configure(self):
        """Let what is drawn be the same each time, and no failure be made smaller."""
        from hypothesis import Phase, settings  # noqa: PLC0415 - pytest is to import it first

        quick = {"phases": [Phase.explicit, Phase.generate], "database": None}
        settings.register_profile("mutants", derandomize=True, **quick)
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report):
        """Remember that something failed."""
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session):
        """Run everything once, then judge."""
        self.items = session.items
        measured = Coverage(data_file=None, config_file=False, include=self.area.paths)
        measured.start()
        for number in range(len(self.items)):
            _forget(_held(self.area.paths)[1])
            measured.switch_context(str(number))
            began, self.failed = time.process_time(), False
            self.run(number, *self.items[number + 1 :][:1])
            self.took[number] = time.process_time() - began
            if self.failed:
                self._leave_out(number)
        measured.stop()
        gc.collect()
        self.functions, self.caches = _held(self.area.paths)
        gc.freeze()  # or every fork would copy what its collector looks at
        for path, (what, lines, make) in self._drawn():
            reached = measured.get_data().contexts_by_lineno(str(HOUSE / path))
            tests = {int(one) for line in lines for one in reached.get(line, ()) if one}
            tests = {one for one in tests if self.steady.get(one, True)}
            self.judged += 1
            if not self._killed(path, make, sorted(tests, key=self.took.get)):
                self.survivors.append(f"{path}:{what}" + ("" if tests else "   (no test)"))
                click.echo(f"  not noticed: {self.survivors[-1]}", file=sys.__stderr__)
        return True

    def run(self, number, following=None):
        """Run one test; what the session shares stays, and what the following one needs."""
        item = self.items[number]
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following or item.session)

    def _leave_out(self, number):
        """Let a test that fails though nothing is changed judge nothing."""
        self.steady[number] = False
        click.echo(f"  judges nothing: {self.items[number].nodeid}", file=sys.__stderr__)

    def _drawn(self):
        found = []
        for path in self.area.paths:
            found += [(path, one) for one in mutants_of(ast.parse((HOUSE / path).read_text()))]
        drawn = random.Random(self.seed).sample(  # noqa: S311 - no secret
            found, min(self.number, len(found))
        )
        return sorted(drawn, key=lambda one: (one[0], one[1][0]))

    def _killed(self, path, make, tests):
        """Say whether one of the tests notices that is quiet when nothing is changed."""
        while tests and (one := self._noticed(tests, path, make)) is not None:
            if one not in self.steady:
                self.steady[one] = self._noticed([one]) is None
            if self.steady[one]:
                return True
            self._leave_out(one)
            tests.remove(one)
        return False

    def _noticed(self, tests, *change):
        """Run tests in a fork; return the one that failed or took too long, if any."""
        self.failed = False
        told, tells = os.pipe()
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            nowhere = os.open(os.devnull, os.O_RDWR)
            [os.dup2(nowhere, number) for number in (0, 1, 2)]
            os._exit(self._run_all(tests, tells, *change))
        os.close(tells)
        with os.fdopen(told) as written:
            status = os.waitpid(child, 0)[1]
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # what it began itself
            begun = written.read().split() or tests[:1]
        return int(begun[-1]) if status else None

    def _run_all(self, tests, tells, *change):
        most = int(SECONDS + 10 * sum(self.took[one] for one in tests))
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        signal.alarm(5 * most)
        try:
            if change:
                self._replace(*change)
            _forget(self.caches)
            for one in tests:
                os.write(tells, b"%d " % one)
                self.run(one)
                if self.failed:
                    return 1
        except BaseException:  # noqa: BLE001 - whatever it is, it was noticed
            return 1
        return 0

    def _replace(self, path, make):
        """Give every function of a module, wherever it is held, the code it now has."""
        file = str(HOUSE / path)
        new, waiting = {}, [compile(make(), file, "exec")]
        while waiting:
            inner = [one for one in waiting.pop().co_consts if isinstance(one, CodeType)]
            new |= {(one.co_qualname, one.co_firstlineno): one for one in inner}
            waiting += inner
        for one in self.functions:
            old = one.__code__
            code = new.get((old.co_qualname, old.co_firstlineno), old)
            if old.co_filename == file and len(code.co_freevars) == len(old.co_freevars):
                one.__code__ = code


def _held(paths):
    """Return the functions of these modules, wherever they are held, and their caches."""
    files, functions, caches = {str(HOUSE / path) for path in paths}, [], []
    for one in gc.get_objects():
        cached = isinstance(one, functools._lru_cache_wrapper)  # noqa: SLF001
        inner = getattr(one, "__wrapped__", None) if cached else one
        if isinstance(inner, FunctionType) and inner.__code__.co_filename in files:
            (caches if cached else functions).append(one)
    return functions, caches


def _forget(caches):
    """Empty what was kept of former answers: each test asks anew."""
    for one in caches:
        one.cache_clear()


@click.command()
@click.option("--only", type=click.Choice(list(AREAS)), multiple=True, help="These alone.")
@click.option("--number", default=100, help="How many are drawn in each area.")
@click.option("--seed", default=2026, help="What is drawn.")
@click.option("--here", is_flag=True, hidden=True)
def main(only, number, seed, here):
    """Judge the areas, two at a time; list what nobody noticed."""
    names = only or list(AREAS)
    if here:
        sys.exit(_judge(names[0], number, seed))
    again = [sys.executable, "-m", "mutants", f"--number={number}", f"--seed={seed}", "--here"]
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda name: subprocess.run([*again, "--only", name]), names))  # noqa: PLW1510, S603
    sys.exit(max(one.returncode for one in done))


def _judge(name, number, seed):
    judge = Judge(AREAS[name], number, seed)
    arguments = [*PYTEST, "-o", "log_cli=false", *AREAS[name].tests]
    pytest.main(arguments, plugins=[judge])
    if not judge.judged:
        return 1
    killed = 100 * (judge.judged - len(judge.survivors)) / judge.judged
    lines = [f"{name}: mutants {judge.judged} · killed {killed:.0f} %", *judge.survivors]
    click.echo("\n  ".join(lines))
    return int(killed < LIMIT)


if __name__ == "__main__":
    main()

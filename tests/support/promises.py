"""What ``tests/asvs.csv`` promises: a test that it names and that is skipped fails the run."""

import csv

PROMISES = "tests/asvs.csv"
_skipped = set()


def promises(root):
    """Return the rows of the self-assessment."""
    with (root / PROMISES).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pytest_runtest_logreport(report):
    """Remember what was skipped, wherever it ran."""
    if report.skipped:
        _skipped.add(report.nodeid.partition("[")[0])


def pytest_sessionfinish(session):
    """Let the run fail where a promise was not looked at."""
    if unkept(session.config) and session.exitstatus == 0:
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter, config):
    """Name each promise that was not looked at."""
    for test in unkept(config):
        terminalreporter.write_line(f"SKIPPED though {PROMISES} names it: {test}", red=True)


def unkept(config):
    named = {test for row in promises(config.rootpath) for test in row["tests"].split()}
    return sorted(named & _skipped)

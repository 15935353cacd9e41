"""The last lines of a run: how much was tried, and how much of it did harm."""

from collections import Counter

from support.attacks import SEED

# What each line says, in its order: how many were tried, and how many did what none may.
LINES = {
    "cells": "undeclared routes",
    "requests": "canaries heard",
    "renders": "executable",
    "uploads": "acted",
    "redirects": "led away",
    "climbing names": "opened",
    "statements": "run",
}


def told(request, **figures):
    """Let the report of the run tell what was counted; a name's words are parted by ``_``."""
    named = {name.replace("_", " "): figure for name, figure in figures.items()}
    request.node.user_properties.append(("tally", named))


def pytest_terminal_summary(terminalreporter):
    """Say what all tests of the run have counted together, wherever they ran."""
    counted = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                for name, figures in report.user_properties:
                    if name == "tally":
                        counted.update(figures)
    for line in lines(counted):
        terminalreporter.write_line(line)


def lines(counted):
    """Return a line for each kind of attack that was tried."""
    for tried, harm in LINES.items():
        if counted[tried]:
            control = f" · {control_of(counted)}" if tried == "renders" else ""
            yield f"{tried} {counted[tried]} · {harm} {counted[harm]}{control}"


def control_of(counted):
    """Say how many raw attacks the same judge saw act in this run."""
    raw = counted["raw"]
    seen = f"{100 * counted['raw acting'] // raw} %" if raw else "not asked for"
    return f"control {seen} (PAYLOAD_SEED={SEED})"

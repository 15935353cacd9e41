"""Tests that share a costly house are told to one process, one after another.

A module says so by its mark. pytest-xdist hands groups on in the names of tests, which pytest
9.2 lets nobody change, and forgets them without a word (its issue 1386); so we read the mark.
"""

import re
from functools import cache
from pathlib import Path

import pytest

MARK = re.compile(r'xdist_group\("([^"]+)"\)')


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Share the tests out by their groups where groups are asked for."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only there is it known

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group_in(config.rootpath / nodeid.partition("::")[0]) or nodeid

    return ByGroup(config, log)


@cache
def group_in(module: Path):
    """Return the group that a module's tests belong to, if it names one."""
    found = MARK.search(module.read_text("utf-8"))
    return found and found[1]

"""Transactions: one session, one commit a request, and few who write beside it."""

import ast
import re

import pytest

from support.house import HOUSE, called, calls, functions, modules

COMMITTERS = {"kb/foundation/db.py", "kb/web/requests.py"}
WRITE_BESIDE = {
    "kb/people/actions.py: check_credentials",
    "kb/people/actions.py: is_own_password",
    "kb/people/tries.py: count_try",
    "kb/people/factor/actions.py: end_second_step",
    "kb/people/factor/actions.py: spend_code",
    "kb/people/factor/proving.py: prove_anew",
    "kb/document/revisions/drafts.py: keep_beside",
    "kb/document/elicitation/answers.py: _keep_beside",
    "kb/search/index/breakage.py: have_it_mended",
}


def test_only_the_ground_commits():
    committers = {one.name for one in modules() if calls(one.tree, "commit")}

    assert committers <= COMMITTERS


def test_what_outlives_a_refusal_is_written_by_these_alone():
    callers = {
        f"{one.name}: {name}"
        for one in modules()
        for name, function in functions(one.tree)
        if one.name != "kb/foundation/db.py" and calls(function, "beside")
    }

    assert callers == WRITE_BESIDE


@pytest.mark.parametrize("other", ["session", "Model"])
def test_there_is_one_session_and_one_base(other):
    users = {
        one.name
        for one in modules()
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Attribute) and node.attr == other
        if isinstance(node.value, ast.Name) and node.value.id == "db"
    }

    assert users == set()


def test_the_time_is_read_from_the_clock_alone():
    readers = {
        one.name
        for one in modules()
        if one.name != "kb/foundation/clock.py"
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Call) and is_clock(node.func)
    }

    assert readers == set()


def is_clock(function):
    owner = function.value if isinstance(function, ast.Attribute) else None
    return called(function) in {"now", "today", "utcnow"} and called(owner) in {
        "datetime",
        "date",
    }


def test_nothing_is_left_undone():
    undone = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")

    left = [one.name for one in modules() if undone.search(one.text)]

    assert left == []


def test_migrations_import_nothing_of_the_house():
    versions = sorted((HOUSE / "migrations/versions").glob("*.py"))

    importers = [
        path.name
        for path in versions
        if re.search(r"^\s*(from|import) kb\b", path.read_text("utf-8"), re.MULTILINE)
    ]

    assert versions
    assert importers == []

"""The self-assessment is honest: what it names exists and runs, what it leaves says why."""

import ast
import re
import subprocess
import sys
from functools import cache

import pytest

from support.house import HOUSE
from support.promises import promises

STATES = {"met", "partly", "not", "not applicable"}
SKIPPED = "import pytest\n\ndef test_it():\n    pytest.skip('not here')\n"
HEAD = "id,level,status,tests,note\n"


@pytest.fixture(scope="module")
def rows():
    return promises(HOUSE)


def test_every_test_that_is_named_exists(rows):
    named = {test for row in rows for test in row["tests"].split()}

    assert named
    assert {test for test in named if test.partition("::")[2] not in beside(test)} == set()


@cache
def defined_in(path):
    file = HOUSE / path
    tree = ast.parse(file.read_text("utf-8")) if file.exists() else ast.Module([], [])
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def beside(test):
    return defined_in(test.partition("::")[0])


def test_every_row_says_which_it_is_and_how_it_stands(rows):
    numbers = [row["id"] for row in rows]

    assert len(numbers) == len(set(numbers)) > 150
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", one) for one in numbers)
    assert {row["level"] for row in rows} <= {"1", "2", "3"}
    assert {row["status"] for row in rows} == STATES


def test_what_is_met_names_a_test_or_the_file_that_says_so(rows):
    bare = [
        row["id"]
        for row in rows
        if row["status"] == "met" and not row["tests"] and not files_in(row["note"])
    ]

    assert bare == []


def files_in(note):
    words = re.findall(r"[\w/]+\.(?:py|md)\b", note)
    return [word for word in words if (HOUSE / word).exists()]


def test_what_is_left_open_says_why(rows):
    silent = [row["id"] for row in rows if row["status"] != "met" and not row["note"]]

    assert silent == []


@pytest.mark.parametrize(("named", "status"), [("tests/test_x.py::test_it", 1), ("", 0)])
def test_a_promise_that_is_skipped_fails_the_run(tmp_path, named, status):
    (tmp_path / "tests").mkdir()
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "tests/test_x.py").write_text(SKIPPED, encoding="utf-8")
    (tmp_path / "tests/asvs.csv").write_text(f"{HEAD}1.1.1,1,met,{named},\n", encoding="utf-8")

    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "support.promises",
            "-p",
            "no:cacheprovider",
        ],
        cwd=tmp_path,
        env={"PYTHONPATH": str(HOUSE / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == status, run.stdout + run.stderr
    assert ("though tests/asvs.csv names it" in run.stdout) is bool(status)

"""Every route answers everybody as the table of rights says (``rights.txt`` beside this)."""

import os
import random
from collections import Counter

import pytest

from support.guarded import ACTORS
from support.guarded_house import REFUSED
from support.rights import IN, PLACE, Rights
from support.tally import told

WHOLE = "WHOLE" in os.environ
A_SHARE = 300  # cells of each of them, when not the whole is asked
FEWEST = 3_000
SEED = int(os.environ.get("MATRIX_SEED") or random.SystemRandom().randrange(10**6))

pytestmark = pytest.mark.xdist_group("rights")


def test_every_route_has_one_row(guarded, request):
    there = {
        (method, PLACE.sub(r"<\1>", rule.rule))
        for rule in guarded.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    rows = Counter((row.method, row.rule) for row in Rights.read().rows)

    told(request, undeclared_routes=len(there - rows.keys()))
    assert there - rows.keys() == set(), "write a row for it in tests/matrix/rights.txt"
    assert rows.keys() - there == set(), "it is no route any more"
    assert {row for row, times in rows.items() if times > 1} == set()


def test_every_row_has_a_cell_and_the_whole_is_large(guarded):
    cells = guarded.cells()

    assert {(row.method, row.rule) for row in Rights.read().rows} == {
        (cell.row.method, cell.row.rule) for cell in cells if cell.state != "none"
    }
    assert len(cells) >= FEWEST


@pytest.mark.parametrize("actor", ACTORS)
def test_everybody_gets_what_the_table_says(guarded, actor, request):
    wrong, asked = {}, _some([one for one in guarded.cells() if one.actor == actor])
    for cell in asked:
        got, answer = guarded.ask_for(cell)
        if got != cell.expected and not (cell.expected == IN and got == REFUSED):
            wrong[cell.name] = f"{answer.status_code}, and the table says {cell.expected}"

    told(request, cells=len(asked))
    assert wrong == {}, f"the same cells again: MATRIX_SEED={SEED}"


def _some(cells):
    if WHOLE or len(cells) <= A_SHARE:
        return cells
    return random.Random(SEED).sample(cells, A_SHARE)  # noqa: S311 - no secret

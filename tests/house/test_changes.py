"""What is kept in memory of who may find what is read anew whenever that could have changed."""

import re

import pytest
from sqlalchemy import text

from kb.foundation.db import session
from kb.people.models import Me, Role
from kb.search.index.changes import changes
from kb.search.index.visibility import findable_by
from kb.search.models import Document
from support import make

COLUMN = re.compile(r"\b([a-z_]+)\.([a-z_]+)\b")
TRIGGERS = text("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
DEEDS = {"INSERT", "DELETE", "UPDATE"}


@pytest.fixture
def counted(house):
    """What triggers count, as {(table, deed): columns}; of an update, those alone."""
    found = {}
    for table, statement in session.execute(TRIGGERS):
        if "search_changes" in statement:
            deed, columns = re.search(r"AFTER (\w+)(?: OF ([\w, ]+))? ON", statement).groups()
            found[table, deed] = set(columns.split(", ")) if columns else set()
    return found


@pytest.mark.parametrize("role", [None, *Role])
def test_whatever_decides_who_may_find_something_is_counted(counted, role):
    condition = str(findable_by(Me(role) if role else None).compile())
    judged_by = set(COLUMN.findall(condition))

    uncounted = [
        (table, column)
        for table, column in judged_by
        if column != "id" and column not in counted.get((table, "UPDATE"), set())
    ]

    assert judged_by
    assert uncounted == []


def test_what_comes_and_goes_is_counted_in_every_table(counted):
    for table in {table for table, _ in counted}:
        assert {deed for one, deed in counted if one == table} == DEEDS


def test_whatever_is_counted_is_told_text_by_text_beforehand(house):
    counting = [one for _, one in session.execute(TRIGGERS) if "search_changes" in one]

    assert counting
    for statement in counting:
        told, counted = (statement.find(one) for one in ("search_touched", "UPDATE search_ch"))
        assert 0 < told < counted, statement


def test_a_reader_who_is_named_changes_the_count(petri, jesse):
    practice = make.practice("Hiljaisen asiakkaan herättäminen", by=petri)
    session.flush()
    before = changes()

    practice.audience = "named"
    session.flush()

    assert changes().readers > before.readers
    assert changes().texts == before.texts


def test_a_text_that_is_forgotten_changes_the_count(petri):
    make.practice("Hiljaisen asiakkaan herättäminen", by=petri)
    before = changes()

    session.delete(session.query(Document).first())
    session.flush()

    assert changes().texts > before.texts


def test_what_was_undone_is_not_taken_for_what_came_after(petri):
    make.practice("Hiljaisen asiakkaan herättäminen", by=petri)
    before = changes()

    with session.begin_nested() as undone:
        make.practice("Tätä ei koskaan ollut", by=petri)
        never = changes()
        undone.rollback()
    make.practice("Laskun läpikäynti", by=petri)

    assert before.texts < never.texts
    assert changes().texts not in {before.texts, never.texts}
    assert changes().readers not in {before.readers, never.readers}

"""A full disk: nothing is kept, the reader learns so, and what was typed is still there."""

import pytest
from sqlalchemy import event, func, select

from kb.foundation.db import session
from kb.socialise.sparring.models import SparringNote

SAID = {"question": "Asiakasta ei tavoita. Mitä teen?", "advice": "Soita ja kerro. " * 240}


@pytest.fixture
def full(app):
    """Let the database grow no more, as where the disk is full."""
    engine = session.get_bind()

    def grow_no_more(connection, *_rest):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def fill():
        session.commit()
        session.remove()
        raw = engine.raw_connection()
        raw.cursor().execute("VACUUM")  # no page is left over from the migrations
        raw.close()
        engine.dispose()
        event.listen(engine, "connect", grow_no_more)

    yield fill
    if event.contains(engine, "connect", grow_no_more):
        event.remove(engine, "connect", grow_no_more)
    engine.dispose()


def test_a_full_database_gives_back_what_was_typed(signed_in, full):
    petri = signed_in("Petri Saarela")
    form = petri.get("/sparring/new").forms["sparring"]
    form["question"], form["advice"] = SAID["question"], SAID["advice"]
    form["with_whom"] = "Aino Koskela"
    full()

    page = form.submit(status=507)

    assert "Palvelimen levy on täynnä" in page
    assert page.forms["sparring"]["advice"].value.strip() == SAID["advice"].strip()
    assert session.scalar(select(func.count(SparringNote.id))) == 0

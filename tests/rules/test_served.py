"""Many at once at a real server: nobody meets a lock, one text wins, a broken disk mends."""

import http
import json
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from crash.browser import Browser, RefusedError
from kb.document.revisions.models import Draft, Revision, RevisionState
from kb.foundation.db import reading, session, unit_of_work
from kb.foundation.outbox import Outbox, post
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from support import make
from support.processes import eventually, served

pytestmark = pytest.mark.xdist_group("served")

WRITERS, SAVES = 8, 100
EDITORS = 50
EDIT = "/practices/yhteinen/drafts/fi"
JSON = {"Accept": "application/json"}


def names(count):
    return [f"Kirjoittaja Numero{number}" for number in range(count)]


@pytest.fixture
def house(app):
    """Return ``inhabited(count)``: the settings of a house where so many hold one practice."""

    def inhabited(count):
        with unit_of_work():
            people = [make.person(name) for name in names(count)]
            practice = make.practice("Yhteinen", by=people[0])
            make.document(practice, by=people[0])
            for person in people[1:]:
                add_basis(person, practice, basis=Basis.DECLARED)
        session.remove()
        session.get_bind().dispose()
        return app.extensions["settings"]

    return inhabited


def entered(port, name, faults):
    browser = Browser(port, faults)
    browser.sign_in(name)
    return browser


def together(deed, every):
    """Do the same for each of ``every``, in a thread each."""
    with ThreadPoolExecutor(len(every)) as threads:
        return list(threads.map(deed, every))


def test_eight_processes_that_write_never_meet_a_lock(house):
    faults = []

    def writes(name, port):
        browser = entered(port, name, faults)
        form = browser.get(EDIT).form("writing")
        version = form["version"].value
        for number in range(SAVES):
            sent = {"action": f"{name} {number}", "version": version}
            saved = browser.send(form, f"{EDIT}/autosave", headers=JSON, **sent)
            version = json.loads(saved.body)["version"]

    with served(house(WRITERS), processes=WRITERS, threads=1) as processes:
        together(lambda name: writes(name, processes.port), names(WRITERS))

    with reading():
        kept = {one.author.name: one.action for one in session.scalars(select(Draft))}
    assert faults == []
    assert kept == {name: f"{name} {SAVES - 1}" for name in names(WRITERS)}


def test_of_fifty_who_save_on_the_same_text_one_wins_and_none_loses_a_word(house):
    faults, ready = [], threading.Barrier(EDITORS)
    texts = {name: f"Teksti {secrets.token_hex(8)}" for name in names(EDITORS)}

    def hands_over(name, port):
        browser = entered(port, name, faults)
        form = browser.get(EDIT).form("writing")
        ready.wait()
        try:
            browser.send(form, f"{EDIT}/publication", action=texts[name])
        except RefusedError as refused:
            return refused
        return None

    with served(house(EDITORS), processes=4, threads=8) as processes:
        said = together(lambda name: hands_over(name, processes.port), names(EDITORS))

    lost = [one for one in said if one]
    assert faults == []
    assert len(lost) == EDITORS - 1
    assert {one.status for one in lost} == {http.HTTPStatus.CONFLICT}
    assert all(
        texts[name] in one.page for name, one in zip(names(EDITORS), said, strict=True) if one
    )
    with reading():
        won = session.scalars(
            select(Revision.action).where(Revision.state == RevisionState.PUBLISHED)
        ).all()
        drafts = session.scalars(select(Draft.action)).all()
    assert sorted([*won, *drafts]) == sorted(texts.values())


def test_where_writing_fails_reading_goes_on_and_all_mends_without_a_restart(house):
    faults = []
    settings = house(1)
    with served(settings) as processes:
        browser = entered(processes.port, names(1)[0], faults)
        form = browser.get("/practices/yhteinen/comments").form("comment")
        with processes.disk_takes_nothing():
            with pytest.raises(RefusedError) as refused:
                browser.send(form, text="Soitan.")
            read = browser.get("/practices/yhteinen/comments").body.decode()
        browser.send(form, text="Soitan.")
        with unit_of_work():
            post("needs.settle", need_id=0)
        mended = eventually(lambda: not waiting())

    assert refused.value.status == http.HTTPStatus.SERVICE_UNAVAILABLE
    assert "Soitan." in refused.value.page
    assert 'id="storage"' in read
    assert mended
    assert faults == [f"POST {form.action}: 503"]


def waiting():
    session.remove()
    with reading():
        return session.scalar(
            select(func.count(Outbox.id)).where(Outbox.kind == "needs.settle")
        )

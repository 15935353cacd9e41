"""The audit log: what matters to security is noted, in a chain that shows what was altered."""

import json
import re
import threading
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from kb.cycle.audit.actions import forget_old, note
from kb.cycle.audit.forms import Asked, beginning_of, end_of
from kb.cycle.audit.models import AuditEnds, AuditEntry, Deed, Thing
from kb.cycle.audit.queries import breaks, entries
from kb.cycle.audit.telling import TELLING, Told
from kb.cycle.trash.actions import put_back, remove_for_good, remove_practice
from kb.document.audience.actions import choose_readers
from kb.document.audience.forms import Readers
from kb.foundation import clock
from kb.foundation.db import begin_reading, begin_writing, reading, session, unit_of_work
from kb.foundation.errors import DomainError
from kb.foundation.news import Event
from kb.people.accounts.actions import change_role, choose_password, let_in, let_out, offer_link
from kb.people.actions import check_credentials, sign_in, sign_out
from kb.people.forms import Credentials
from kb.people.models import Role
from kb.practices.models import Audience
from kb.reactions import REACTIONS
from support import make
from support.house import modules


def noted(*kinds):
    """Return the lines of the log, all or of some kinds."""
    lines = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [line for line in lines if not kinds or line.deed in kinds]


def said(line):
    return (line.deed, line.by_id, line.person_id, line.about_id, line.detail)


def test_signing_in_and_out_is_noted_by_number(petri):
    sign_out(sign_in(petri))

    assert [said(line) for line in noted()] == [
        (Deed.SIGNED_IN, petri.id, None, None, ""),
        (Deed.SIGNED_OUT, petri.id, None, None, ""),
    ]


def test_a_refused_try_is_noted_though_it_is_refused(app):
    with unit_of_work():
        number = make.person("Petri Saarela").id
    for address in (make.email_of("Petri Saarela"), "nobody@kisalli.example"):
        with pytest.raises(DomainError):
            check_credentials(Credentials(address, "wrong wrong wrong"), address="192.0.2.1")

    refused = [(line.by_id, line.person_id) for line in noted(Deed.SIGN_IN_REFUSED)]
    assert refused == [(None, number), (None, None)]


def test_what_an_admin_does_with_accounts_is_noted(samuel, jesse):
    offer_link(jesse, by=samuel)
    change_role(jesse, Role.AUTHOR, by=samuel)
    let_out(jesse, by=samuel)
    let_in(jesse, by=samuel)
    choose_password(jesse, "a hash")

    assert [said(line) for line in noted()] == [
        (Deed.LINK_GIVEN, samuel.id, jesse.id, None, "reset"),
        (Deed.ROLE_CHANGED, samuel.id, jesse.id, None, "author"),
        (Deed.SUSPENDED, samuel.id, jesse.id, None, ""),
        (Deed.READMITTED, samuel.id, jesse.id, None, ""),
        (Deed.PASSWORD_CHOSEN, jesse.id, jesse.id, None, ""),
    ]


def test_what_becomes_of_a_practice_is_noted_without_its_title(petri, leena):
    practice = make.practice("Salainen nimi", by=petri)
    make.document(practice, by=petri)
    choose_readers(practice, Readers(Audience.NAMED), by=leena)
    number = practice.id
    put_back(remove_practice(practice, "Turha", by=leena), by=petri)
    remove_practice(practice, "Turha", by=leena)
    remove_for_good([number])

    lines = noted()
    assert [said(line) for line in lines] == [
        (Deed.PUBLISHED, petri.id, None, number, "fi"),
        (Deed.AUDIENCE_CHOSEN, leena.id, None, number, "named"),
        (Deed.REMOVED, leena.id, None, number, ""),
        (Deed.PUT_BACK, petri.id, None, number, ""),
        (Deed.REMOVED, leena.id, None, number, ""),
        (Deed.PURGED, None, None, number, ""),
    ]
    assert {line.about for line in lines} == {Thing.PRACTICE}


def test_every_event_of_the_table_is_noted_in_its_own_transaction():
    announced = {
        name for one in modules() for name in re.findall(r"announce\(\s*(\w+)\(", one.text)
    }

    assert {event.__name__ for event in TELLING} <= announced
    assert all(issubclass(event, Event) and event in REACTIONS for event in TELLING)


def test_what_was_rolled_back_is_not_noted(app):
    begin_writing()
    sign_in(make.person("Petri Saarela"))
    session.rollback()
    begin_reading()

    assert noted() == []
    assert list(breaks()) == []


@pytest.fixture
def log(app):
    """A log of nine lines."""
    with unit_of_work():
        for _ in range(9):
            note(Told(Deed.BACKED_UP))


def altered(statement):
    """Alter the log behind the house's back; return what a look through it says."""
    with unit_of_work():
        session.execute(statement)
    session.remove()
    with reading():
        return [f"{one.where}: {one.why}" for one in breaks()]


def test_a_whole_chain_is_whole(log):
    assert list(breaks()) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"deed": Deed.RESTORED},
        {"about_id": 7},
        {"detail": "x"},
        {"hash": "f" * 64},
        {"at": clock.now() - timedelta(days=3)},
    ],
)
def test_an_altered_line_is_named(log, changed):
    found = altered(update(AuditEntry).where(AuditEntry.id == 5).values(changed))

    assert found[0].startswith("line 5: is not what was noted")


@pytest.mark.parametrize(
    ("gone", "named"),
    [([4], "line 4"), ([3, 4], "lines 3 to 4"), ([1], "line 1"), ([8, 9], "lines 8 to 9")],
)
def test_a_line_that_was_removed_is_named(log, gone, named):
    found = altered(delete(AuditEntry).where(AuditEntry.id.in_(gone)))

    assert found == [f"{named}: was noted and is not there any more"]


def test_lines_that_are_told_nowhere_are_named(log):
    assert altered(delete(AuditEnds)) == ["the log: is not told where it begins and ends"]


def test_an_end_that_was_moved_back_is_named(log):
    assert altered(update(AuditEnds).values(last_id=8)) == [
        "line 9: is not the one that was noted last"
    ]


def test_old_lines_go_and_the_chain_stays_whole(app):
    for days in (400, 370, 200, 0):
        with clock.standing_at(clock.now() - timedelta(days=days)), unit_of_work():
            note(Told(Deed.BACKED_UP, number=days))

    with unit_of_work():
        forget_old(365)

    assert [line.about_id for line in noted()] == [200, 0]
    assert list(breaks()) == []
    assert altered(delete(AuditEntry).where(AuditEntry.id == 3)) != []
    with unit_of_work():
        session.execute(update(AuditEntry).values(at=clock.now() - timedelta(days=900)))
        forget_old(365)
        note(Told(Deed.BACKED_UP))
    assert list(breaks()) == []
    assert [line.id for line in noted()] == [5]


def test_the_worker_lets_old_lines_go(app):
    with clock.standing_at(clock.now() - timedelta(days=366)), unit_of_work():
        note(Told(Deed.BACKED_UP))

    run(app, "work", "--once")

    assert noted() == []


def test_writers_at_the_same_time_write_one_chain(app):
    failures = []

    def write():
        with app.app_context():
            try:
                for _ in range(10):
                    with unit_of_work():
                        note(Told(Deed.BACKED_UP))
            except Exception as failure:  # noqa: BLE001 - whatever it is, the test tells
                failures.append(failure)
            finally:
                session.remove()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()

    assert failures == []
    assert [line.id for line in noted()] == list(range(1, 41))
    assert list(breaks()) == []


def test_it_is_asked_by_person_kind_and_day(samuel, jesse):
    day = clock.today()
    with clock.standing_at(clock.now() - timedelta(days=10)):
        change_role(jesse, Role.AUTHOR, by=samuel)
    sign_in(jesse)
    sign_in(samuel)

    def found(**asked):
        return [line.deed for line in entries(Asked(**asked), 1).items]

    assert found(person=jesse.id) == [Deed.SIGNED_IN, Deed.ROLE_CHANGED]
    assert found(deed=Deed.ROLE_CHANGED) == [Deed.ROLE_CHANGED]
    assert Deed.ROLE_CHANGED not in found(since=beginning_of(str(day)))
    assert found(until=end_of(str(day - timedelta(days=5)))) == [Deed.ROLE_CHANGED]


@pytest.mark.parametrize("day", ["", "eilen", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_is_none_asks_for_all(day):
    assert (beginning_of(day), end_of(day)) == (None, None)


def run(app, *arguments):
    session.remove()
    begin_reading()
    return app.test_cli_runner().invoke(args=[str(one) for one in arguments])


def test_the_command_line_shows_exports_and_verifies(app, tmp_path):
    with unit_of_work():
        petri = make.person("Petri Saarela")
        sign_in(petri)
        number = petri.id
    run(app, "person", "suspend", make.email_of("Petri Saarela"))
    shown = run(app, "audit", "show", "--person", make.email_of("Petri Saarela"), "--json")
    exported = run(app, "audit", "export", tmp_path / "log.csv")
    verified = run(app, "audit", "verify")

    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [(one["deed"], one["by"]) for one in lines] == [
        ("signed_in", str(number)),
        ("suspended", ""),
    ]
    assert exported.exit_code == 0, exported.output
    table = (tmp_path / "log.csv").read_text("utf-8")
    assert "signed_in" in table
    assert "Petri" not in table
    assert verified.exit_code == 0, verified.output
    assert noted(Deed.LOG_EXPORTED)


def test_verify_and_fsck_name_what_was_altered(app, log):
    with unit_of_work():
        session.execute(update(AuditEntry).where(AuditEntry.id == 5).values(detail="x"))

    verified, looked_through = run(app, "audit", "verify"), run(app, "fsck")

    assert (verified.exit_code, looked_through.exit_code) == (1, 1)
    assert "line 5" in verified.output
    assert "line 5" in looked_through.output


def test_who_is_added_by_the_command_line_is_noted(app):
    run(app, "person", "add", "Petri Saarela", make.email_of("Petri Saarela"))

    assert [line.deed for line in noted()] == [Deed.ADDED]


def test_backup_and_restore_are_noted(app, tmp_path):
    with unit_of_work():
        make.person("Petri Saarela")
    run(app, "backup", tmp_path / "house.zip")
    assert noted(Deed.BACKED_UP)

    run(app, "restore", tmp_path / "house.zip")

    assert noted(Deed.RESTORED)
    assert list(breaks()) == []

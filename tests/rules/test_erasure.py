"""Erasing a person: name and what was theirs alone go, what they wrote for others stays."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from kb.cycle.personal import register
from kb.cycle.personal.erasing import erase_person
from kb.cycle.personal.fates import ALSO, FATES, ONLY, WORDS, Fate, references, table_of
from kb.cycle.personal.mentions import mentions_of
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Draft, Revision
from kb.foundation import clock
from kb.foundation.db import begin_reading, session, unit_of_work
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.foundation.outbox import Outbox
from kb.people.actions import check_credentials, readmit, sign_in
from kb.people.forms import Credentials
from kb.people.models import Person, SignIn
from kb.practices.models import Practice
from kb.search.log.models import Search
from kb.share.pairings.events import PairingChanged
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace
from kb.share.private_notes.models import PrivateNote
from kb.socialise.sparring.models import SparringNote
from kb.web.languages import speaking
from support import make

NAME = "Kanerva Salmenkaita"
EMAIL = make.email_of(NAME)
TRACES = (b"salmenkaita", b"kanerva")


def run(app, *arguments, **options):
    session.remove()
    begin_reading()
    return app.test_cli_runner().invoke(args=[str(one) for one in arguments], **options)


def wording(action):
    return Wording.parse({"title": "Soitto ennen raporttia", "action": action})


@pytest.fixture
def lived(app):
    """A house in which somebody did much of what one can do; return their number."""
    with unit_of_work():
        aino, kanerva = make.person("Aino Koskela"), make.person(NAME)
        kanerva.title = "Salmenkaita itse"
        practice = make.practice("Soitto ennen raporttia", by=kanerva)
        make.document(practice, by=kanerva)
        shared = make.practice("Yhteinen tapa", by=aino)
        make.document(shared, by=aino)
        make.note(by=aino, with_whom=NAME)
        make.question(of=kanerva, by=aino)
        make.trial(shared, by=kanerva)
        make.search(f"missä on {NAME}", 0)
        sign_in(kanerva)
        pairing = make.active_pair(aino, kanerva)
        announce(PairingChanged(pairing.id))
        place = KeyPlace.of(app.extensions["settings"])
        keep_note(pairing, None, Jotting("Salaa"), by=kanerva, place=place)
        session.add(
            Outbox(
                kind="mail",
                payload={},
                made_at=clock.now(),
                due_at=clock.now(),
                dead_at=clock.now(),
                trouble=f"550 no such address: {EMAIL}",
            )
        )
        number = kanerva.id
    with pytest.raises(DomainError):
        check_credentials(Credentials(EMAIL, "wrong wrong wrong"), address="192.0.2.1")
    return number


def hits(app):
    """Count what of the name stands in the bytes of everything the house keeps."""
    session.remove()
    begin_reading()
    session.get_bind().dispose()
    folder = app.extensions["settings"].data_dir
    contents = [one.read_bytes().lower() for one in folder.rglob("*") if one.is_file()]
    return {trace: sum(one.count(trace) for one in contents) for trace in TRACES}


def test_every_reference_to_a_person_has_its_fate():
    assert set(FATES) == references()
    assert {*ONLY, *ALSO, *WORDS} <= set(FATES)
    assert {reference for reference in FATES if "." not in reference} == set()


def test_what_is_emptied_may_be_empty():
    emptied = [one for one, (fate, _) in FATES.items() if fate is Fate.EMPTIED]

    assert emptied
    assert all(table_of(one).c[one.partition(".")[2]].nullable for one in emptied)


def test_no_byte_of_the_name_is_left(app, lived):
    before = hits(app)

    erased = run(app, "person", "erase", EMAIL, "--yes")

    assert erased.exit_code == 0, erased.output
    assert all(before.values())
    assert hits(app) == dict.fromkeys(TRACES, 0)
    troubles = run(app, "fsck").output.count("not as it should be:")
    assert troubles == 1  # the letter that was given up


def test_what_was_theirs_alone_goes_and_what_they_wrote_for_others_stays(app, lived):
    run(app, "person", "erase", EMAIL, "--yes")

    person = session.get(Person, lived)
    assert (person.email, person.title, person.is_here) == (f"erased-{lived}", "", False)
    assert session.scalars(select(PrivateNote)).all() == []
    assert session.scalars(select(SignIn)).all() == []
    assert session.scalars(select(Search)).all() == []
    revision = session.scalar(select(Revision).where(Revision.author_id == lived))
    assert revision.text.action
    assert session.scalars(select(SparringNote)).one().colleague.name.endswith(str(lived))


def test_a_former_user_is_called_so_in_the_readers_language(petri, samuel):
    number = petri.id

    erase_person(petri, by=samuel)

    with speaking("fi"):
        assert petri.name == f"Entinen käyttäjä {number}"
    with speaking("en"):
        assert petri.name == f"Former user {number}"
    assert session.scalar(select(Person.name).where(Person.id == number)) == ""


def test_a_draft_and_a_practice_that_nobody_else_works_on_go(petri, aino, samuel):
    begun, shared = make.practice("Kesken", by=petri), make.practice("Yhteinen", by=aino)
    begun.opened_at = None
    save_draft(begun, "fi", wording("Teen näin."), by=petri)
    save_draft(shared, "fi", wording("Teen toisin."), by=petri)

    erase_person(petri, by=samuel)

    assert session.scalars(select(Draft)).all() == []
    assert session.scalars(select(Practice.title)).all() == ["Yhteinen"]


def test_nobody_erases_themselves_and_only_an_admin_others(samuel, leena, petri):
    for who, by in ((samuel, samuel), (petri, leena)):
        with pytest.raises(NotAllowedError):
            erase_person(who, by=by)


def test_who_is_erased_is_neither_erased_nor_let_in_again(samuel, petri):
    erase_person(petri, by=samuel)

    with pytest.raises(DomainError):
        erase_person(petri, by=samuel)
    with pytest.raises(DomainError):
        readmit(petri)


def test_where_others_name_them_is_told_and_not_rewritten(petri, aino, samuel):
    practice = make.practice("Soitto", by=aino)
    make.document(practice, by=aino, action=f"Kysy: {petri.name}, {petri.email}.")
    make.document(make.practice("Toinen", by=aino), by=aino)
    (revision, _) = session.scalars(select(Revision).order_by(Revision.id)).all()

    places = {one.table: list(one.numbers) for one in mentions_of(petri)}
    erase_person(petri, by=samuel)

    assert places["revision"] == [revision.id]
    assert "Petri Saarela" in revision.text.action


def test_nothing_is_erased_until_the_address_was_typed_again(app, lived):
    refused = run(app, "person", "erase", EMAIL, input="nobody@kisalli.example\n")

    assert refused.exit_code == 1
    assert session.get(Person, lived).email == EMAIL
    assert run(app, "person", "erase", EMAIL, input=f"{EMAIL}\n").exit_code == 0
    assert run(app, "person", "erase", EMAIL, "--yes").exit_code == 1


def test_an_older_backup_brings_nobody_back(app, lived, tmp_path):
    run(app, "backup", tmp_path / "before.zip")
    run(app, "person", "erase", EMAIL, "--yes")

    back = run(app, "restore", tmp_path / "before.zip")

    assert "Erased again, as they were before: 1." in back.output
    assert session.get(Person, lived).erased_at
    for aside in app.extensions["settings"].data_dir.glob("before-restore-*"):
        assert b"salmenkaita" not in b"".join(
            one.read_bytes().lower() for one in aside.iterdir() if one.is_file()
        )
    assert hits(app) == dict.fromkeys(TRACES, 0)


def test_the_register_holds_numbers_and_days_alone(app, lived):
    run(app, "person", "erase", EMAIL, "--yes")
    folder = app.extensions["settings"].data_dir

    (entry,) = json.loads((folder / register.FILE).read_text("utf-8"))

    assert set(entry) == {"number", "added", "day"}
    assert entry["number"] == str(lived)
    assert (folder / register.FILE).stat().st_mode & 0o777 == 0o600


def test_an_erasure_of_which_the_register_knows_nothing_yet_is_replayed_too(
    app, lived, tmp_path
):
    run(app, "backup", tmp_path / "before.zip")
    with unit_of_work():
        erase_person(session.get(Person, lived), by=None)

    run(app, "restore", tmp_path / "before.zip")

    assert session.get(Person, lived).erased_at


def test_somebody_else_of_the_same_number_is_left_alone(app, lived, tmp_path):
    with unit_of_work():
        session.get(Person, lived).created_at += timedelta(days=1)
    run(app, "backup", tmp_path / "other.zip")
    with unit_of_work():
        session.get(Person, lived).created_at -= timedelta(days=1)
    run(app, "person", "erase", EMAIL, "--yes")

    run(app, "restore", tmp_path / "other.zip")

    assert session.get(Person, lived).email == EMAIL


def test_the_worker_takes_the_rest_out_of_the_file_and_keeps_the_register(app, lived):
    with unit_of_work():
        erase_person(session.get(Person, lived), by=None)

    run(app, "work", "--once")

    assert hits(app) == dict.fromkeys(TRACES, 0)
    assert [one.number for one in register.kept_in(app.extensions["settings"].data_dir)] == [
        lived
    ]
    assert session.execute(text("SELECT 1")).scalar() == 1

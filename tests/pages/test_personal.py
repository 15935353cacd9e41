"""Pages of one's own data and of erasing a person."""

import io
import zipfile

import pytest
from sqlalchemy import select

from kb.cycle.audit.models import AuditEntry, Deed
from kb.foundation.db import session
from kb.people.models import Person, Role
from support import make


@pytest.fixture
def samuel(signed_in):
    return signed_in("Samuel Forsman", role=Role.ADMIN)


def noted(deed):
    session.commit()
    return session.scalars(select(AuditEntry).where(AuditEntry.deed == deed)).all()


def test_everybody_gets_a_copy_of_their_own(signed_in):
    jesse = signed_in("Jesse Lindqvist")

    answer = jesse.get("/settings").click("Omat tietoni").click("Tee paketti")

    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        assert "jesse.lindqvist" in archive.read("data.json").decode()
        assert "private-notes.md" in archive.namelist()
    assert "no-store" in answer.headers["Cache-Control"]
    (line,) = noted(Deed.COPIED)
    assert line.by_id == jesse.person.id


def test_an_admin_erases_somebody_after_typing_their_address(samuel, signed_in):
    petri = signed_in("Petri Saarela")
    number = petri.person.id
    practice = make.practice("Soitto", by=petri.person)
    make.document(practice, by=petri.person)
    slug = practice.slug
    form = samuel.get(f"/accounts/{number}").click("Poista henkilön tiedot").forms["erasing"]

    form["email"] = "jesse.lindqvist@kisalli.example"
    refused = form.submit(status=422)
    assert "Osoite ei ole tämän henkilön" in refused
    assert session.get(Person, number).erased_at is None
    form["email"] = make.email_of("Petri Saarela")
    form.submit(status=302)

    session.expire_all()
    page = samuel.get(f"/practices/{slug}")
    assert f"Entinen käyttäjä {number}" in page
    assert "Petri Saarela" not in page
    assert "Petri Saarela" not in samuel.get("/accounts")
    assert petri.get("/", status=302).location.endswith("/sign-in?next=/")
    assert [(one.by_id, one.person_id) for one in noted(Deed.ERASED)] == [
        (samuel.person.id, number)
    ]


def test_who_was_erased_is_not_let_in_nor_erased_again(samuel, signed_in):
    number = signed_in("Petri Saarela").person.id
    form = samuel.get(f"/accounts/{number}/erasure").forms["erasing"]
    form["email"] = make.email_of("Petri Saarela")
    form.submit(status=302)

    assert "Päästä taas sisään" not in samuel.get(f"/accounts/{number}")
    assert "erasing" not in samuel.get(f"/accounts/{number}/erasure").forms
    form["email"] = f"erased-{number}"
    form.submit(status=422)


def test_where_texts_name_them_is_told_before(samuel, signed_in):
    petri, aino = signed_in("Petri Saarela"), signed_in("Aino Koskela")
    practice = make.practice("Soitto", by=aino.person)
    make.document(practice, by=aino.person, action="Kysy: Petri Saarela.")

    page = samuel.get(f"/accounts/{petri.person.id}/erasure")

    assert "Käytännöt ja luonnokset: 1 teksti" in page
    assert "Kysy:" not in page


def test_admins_alone_erase_and_nobody_themselves(samuel, signed_in):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")

    leena.get(f"/accounts/{petri.person.id}/erasure", status=403)
    own = samuel.get(f"/accounts/{samuel.person.id}/erasure")

    assert "erasing" not in own.forms
    assert "toinen pääkäyttäjä" in own

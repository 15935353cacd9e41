"""The commands that set a house up: said plainly, and twice is once."""

import signal
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from kb.document.elicitation.models import Elicitation, ElicitationState
from kb.document.elicitation.notes import ElicitationAnswer
from kb.foundation import clock
from kb.foundation.db import session, unit_of_work
from kb.notices.mail.models import Letter
from kb.people.factor.actions import is_code_of, take_factor
from kb.people.factor.codes import code_at
from kb.people.factor.forms import Code
from kb.people.models import Person, Role
from kb.people.queries import person_by_email
from kb.practices.models import Practice
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace
from kb.share.private_notes.models import PrivateNote
from kb.share.private_notes.queries import key_at_hand
from support import make
from support.post_office import post_office, sending_by


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=list(arguments))


def test_the_first_administrator_comes_from_the_command_line(app):
    added = run(app, "person", "add", "Samuel Forsman", "Samuel@Example.com", "--role", "admin")

    session.remove()
    assert person_by_email("samuel@example.com").role is Role.ADMIN
    assert "Password: " in added.output


def test_a_short_password_is_refused_in_a_sentence(app):
    refused = run(app, "person", "add", "Samuel", "s@example.com", "--password", "lyhyt")

    assert refused.exit_code == 1
    assert "12" in refused.output
    assert session.scalar(select(func.count(Person.id))) == 0


def test_who_is_let_in_no_more_can_be_let_in_again(app):
    run(app, "person", "add", "Marjatta Hietala", "marjatta@example.com")
    out = run(app, "person", "suspend", "marjatta@example.com")
    session.remove()
    assert out.exit_code == 0
    assert not person_by_email("marjatta@example.com").is_here

    let_in = run(app, "person", "readmit", "marjatta@example.com")
    unknown = run(app, "person", "readmit", "nobody@example.com")

    session.remove()
    assert person_by_email("marjatta@example.com").is_here
    assert (let_in.exit_code, unknown.exit_code) == (0, 1)


def test_the_demo_is_loaded_once(app):
    first, second = run(app, "demo"), run(app, "demo")

    session.remove()
    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert "already there" in second.output
    numbered = Practice.ref.like("P__")
    assert session.scalar(select(func.count(Practice.id)).where(numbered)) == 40


def test_the_demo_does_not_come_into_a_house_with_people(app):
    run(app, "person", "add", "Samuel Forsman", "samuel@example.com", "--role", "admin")

    refused = run(app, "demo")

    assert refused.exit_code == 1
    assert "empty house" in refused.output


def test_setting_up_twice_changes_nothing(app):
    first, second = run(app, "setup"), run(app, "setup")

    assert (first.exit_code, second.exit_code) == (0, 0)


@pytest.fixture
def keyless(app):
    """The house before anybody gave it a key for private notes; where that comes to lie."""
    app.extensions["settings"] = replace(app.extensions["settings"], notes_key="")
    return KeyPlace.of(app.extensions["settings"])


def test_setting_up_makes_the_key_of_private_notes_and_shows_it_once(app, keyless):
    first, second = run(app, "setup"), run(app, "setup")

    (key,) = keyless.keys().values()
    assert first.output.count(key.secret) == 1
    assert key.secret not in second.output


def noted(place):
    with unit_of_work():
        petri, noora = make.person("Petri Saarela"), make.person("Noora Vainio")
        pairing = make.active_pair(petri, noora)
        keep_note(pairing, None, Jotting("Hän epäröi."), by=petri, place=place)


def test_a_lost_key_is_asked_for_and_no_other_is_made(app, keyless):
    run(app, "setup")
    noted(keyless)
    keyless.file.unlink()

    said = run(app, "setup").output

    assert str(keyless.file) in said
    assert not keyless.file.exists()
    refused = run(app, "notes", "rotate-key")
    assert refused.exit_code == 1
    assert "stay closed" in refused.output


@pytest.mark.parametrize("given", ["", "a key given as a setting, of forty letters"])
def test_the_key_of_private_notes_is_changed_by_command(app, keyless, given):
    app.extensions["settings"] = replace(app.extensions["settings"], notes_key=given)
    place = KeyPlace(keyless.file, given)
    run(app, "setup")
    noted(place)
    former = set(place.keys())

    said = run(app, "notes", "rotate-key")

    key = key_at_hand(place)
    session.remove()
    assert said.exit_code == 0
    assert "new key: 1." in said.output
    assert said.output.count(key.secret) == 1
    assert key.name not in former
    assert session.scalar(select(PrivateNote)).opened(key) == "Hän epäröi."
    assert ("KB_NOTES_KEY" in said.output) is bool(given)


@pytest.fixture
def handlers():
    """Let the worker listen to signals and give them back afterwards."""
    wanted = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(one) for one in wanted]
    yield
    for one, handler in zip(wanted, before, strict=True):
        signal.signal(one, handler)


@pytest.mark.usefixtures("handlers")
def test_the_worker_lets_an_interview_go_on_its_day(app):
    with unit_of_work():
        noora, marjatta = make.person("Noora Vainio"), make.person("Marjatta Hietala")
        make.said(make.interview(marjatta, by=noora), "Asiakas soitti.")

    run(app, "work", "--once")
    before = session.scalar(select(func.count(ElicitationAnswer.id)))
    session.remove()
    with clock.standing_at(clock.days_ago(-184)):
        run(app, "work", "--once")

    assert before == 1
    assert session.scalar(select(func.count(ElicitationAnswer.id))) == 0
    assert session.scalars(select(Elicitation)).one().state is ElicitationState.DELETED


@pytest.mark.usefixtures("handlers")
def test_after_the_secret_was_changed_the_worker_seals_second_factors_with_the_new_one(app):
    settings, moment, phone = app.extensions["settings"], clock.now(), b"12345678901234567890"
    codes = [Code(code_at(phone, int(moment.timestamp()) // 30 + more)) for more in (0, 1)]
    with clock.standing_at(moment), unit_of_work():
        take_factor(make.person("Petri Saarela"), phone, codes[0], keys=settings.keys)
    former, new = settings.secret_key, "the new secret of the house, forty letters"

    app.extensions["settings"] = replace(
        settings, secret_key=new, secret_key_fallbacks=(former,)
    )
    run(app, "work", "--once")

    with clock.standing_at(moment), unit_of_work():
        petri = person_by_email(make.email_of("Petri Saarela"))
        assert is_code_of(petri, codes[1], [new])


def test_the_house_tells_which_letters_went_to_whom_and_not_what_they_say(app):
    with unit_of_work():
        jesse = make.person("Jesse Lindqvist")
        session.add(Letter(key="digest 1 2026-11-28", person=jesse))

    said = run(app, "mail").output

    assert "No mail leaves this house" in said
    assert "waiting   " in said
    assert make.email_of("Jesse Lindqvist") in said


def test_the_mail_server_is_tried(app):
    refused = run(app, "mail", "try", "samuel@yritys.fi")
    with post_office() as office:
        app.extensions["settings"] = sending_by(app.extensions["settings"], office)
        taken = run(app, "mail", "try", "samuel@yritys.fi")
        office.closed = True
        failed = run(app, "mail", "try", "samuel@yritys.fi")

    assert (refused.exit_code, taken.exit_code, failed.exit_code) == (1, 0, 1)
    assert [to for to, _ in office.letters] == [["samuel@yritys.fi"]]
    assert "No room" in failed.output


def test_a_password_given_on_the_command_line_is_no_common_one(app):
    given = ("Samuel Forsman", "s@example.com", "--password", "Salasana2026!")
    refused = run(app, "person", "add", *given)

    assert refused.exit_code == 1
    assert "easily guessed" in refused.output

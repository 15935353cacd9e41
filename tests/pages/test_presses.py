"""A button that is pressed twice, or ten times at once, does one thing."""

import re
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from kb.foundation import clock
from kb.foundation.db import Base, reading, session
from kb.foundation.presses import Press
from kb.socialise.talk.comments import Comment
from support import make

from .conftest import Browser

TIMES = 10
# By what is made: who makes it, on which page, by which form, and what is typed. Each stands
# twice, once for a single press and once for ten: what the ten do is what the one did.
SOON = (clock.today() + timedelta(days=7)).isoformat()
FORMS = {
    "a comment": ("petri", "/practices/soitto-{n}/comments", "comment", {"text": "Hyvä {n}."}),
    "a question": ("petri", "/ask", "ask", {"asked": "{noora}", "text": "Miten {n}?"}),
    "a need": ("petri", "/needs/new", "need", {"question": "Kuka hyväksyy laskun {n}?"}),
    "a meeting": (
        "petri",
        "/mentoring/pairings/{pair}/meetings/new",
        "plan",
        {"day": SOON, "begins": "1{n}:00", "ends": "1{n}:30"},
    ),
    "a trial": (
        "noora",
        "/practices/soitto-{n}/trials/new",
        "trial",
        {"verdict": "worked", "happened": "Asiakas vastasi {n}."},
    ),
    "an invitation": (
        "samuel",
        "/accounts/new",
        "inviting",
        {"name": "Uusi {n}", "email": "uusi{n}@kisalli.example", "role": "author"},
    ),
    "a note on a board": ("petri", "/boards/{board}", "write", {"text": "Lappu {n}"}),
    "an identification": (
        "noora",
        "/practices/soitto-{n}/identifications/new",
        "noticing",
        {"trigger": "incident", "words": "Huomasin {n}."},
    ),
    "a wish for an attestation": (
        "noora",
        "/practices/soitto-{n}/attestations/new",
        "/attestations",
        {"words": "Osaan {n}."},
    ),
    "a piece of advice": (
        "petri",
        "/sparring/new",
        "sparring",
        {"question": "Miten {n}?", "advice": "Soita {n}.", "with_whom": "Noora Vainio"},
    ),
    "a practice": (
        "petri",
        "/practices/new",
        "writing",
        {"title": "Uusi tapa {n}", "action": "Soitan {n}."},
    ),
    "a report": ("noora", "/practices/soitto-{n}/flaws", "/flaws", {"text": "Puuttuu {n}."}),
    "a deletion": (
        "leena",
        "/practices/soitto-{n}/removal",
        "removal",
        {"reason": "Turha {n}"},
    ),
}


@pytest.fixture
def house(signed_in):
    """People at their browsers, and what they speak of; each number is given by its name."""
    people = {
        "petri": signed_in("Petri Saarela"),
        "noora": signed_in("Noora Vainio"),
        "leena": signed_in("Leena Ahokas"),
        "samuel": signed_in("Samuel Forsman"),
    }
    petri, noora = (people[name].person for name in ("petri", "noora"))
    for number in (1, 2):
        practice = make.practice(f"Soitto {number}", by=petri)
        make.document(practice, by=petri)
        make.trial(practice, by=noora)
    numbers = {
        "pair": make.active_pair(petri, noora).id,
        "board": make.board(by=petri).id,
        **{name: one.person.id for name, one in people.items()},
    }
    session.commit()
    return people, numbers


def typed(house, kind, number):
    """Fill the page's form; return who does, where it is sent and all that is sent."""
    people, numbers = house
    who, address, name, said = FORMS[kind]
    page = people[who].get(address.format(n=number, **numbers))
    form = next(
        one for one in page.forms.values() if one.id == name or one.action.endswith(name)
    )
    for field, value in said.items():
        form[field] = value.format(n=number, **numbers)
    return people[who], form.action, form.submit_fields()


def press(browser, address, fields):
    return browser.post(address, fields, status="*")


def press_at_once(browser, address, fields):
    """Press in ten tabs of one browser, all in the same moment."""
    together, cookie = threading.Barrier(TIMES), browser.cookies["kb_session"]

    def tab(_number):
        alike = Browser(browser.app)
        alike.set_cookie("kb_session", cookie.strip('"'))
        together.wait()
        return press(alike, address, fields)

    with ThreadPoolExecutor(TIMES) as tabs:
        return list(tabs.map(tab, range(TIMES)))


def everything():
    """Return how many rows each table has."""
    with reading():
        return Counter(
            {
                table.name: session.scalar(select(func.count()).select_from(table)) or 0
                for table in Base.metadata.sorted_tables
            }
        )


def test_ten_presses_at_once_do_what_one_does(house):
    assert {kind: wrong for kind in FORMS if (wrong := wrong_with_ten(house, kind))} == {}


def wrong_with_ten(house, kind):
    one, ten = typed(house, kind, 1), typed(house, kind, 2)
    before = everything()
    single = press(*one)
    between = everything()
    answers = press_at_once(*ten)
    made, made_by_ten = between - before, everything() - between
    several = {(answer.status_int, answer.location, answer.body) for answer in answers}
    if single.status_int >= 400 or not made - Counter(press=1):
        return f"one press: {single.status}, {made}"
    if len(several) > 1 or answers[0].status_int != single.status_int:
        return f"answers of ten: {[one[:2] for one in several]}"
    return "" if made_by_ten == made else f"one made {made}, ten {made_by_ten}"


@pytest.fixture
def commenting(house):
    return typed(house, "a comment", 1)


def comments():
    with reading():
        return session.scalar(select(func.count()).select_from(Comment))


def test_the_second_press_is_told_the_same_once(commenting):
    petri, address, fields = commenting
    press(petri, address, fields)
    again = press(petri, address, fields)

    assert again.follow().text.count("Kommenttisi on tallennettu") == 1
    assert "Kommenttisi on tallennettu" not in petri.get(address)
    assert comments() == 1


def test_other_words_or_the_same_words_in_the_page_anew_are_another_deed(house, commenting):
    petri, address, fields = commenting
    press(petri, address, fields)
    press(petri, address, [*fields[:-1], ("text", "Toinen.")])
    press(*typed(house, "a comment", 1))

    assert comments() == 3


def test_another_persons_press_is_another(house, commenting):
    petri, address, fields = commenting
    noora = house[0]["noora"]
    own = [("csrf_token", noora.get(address).forms["comment"]["csrf_token"].value)]
    press(petri, address, fields)
    press(noora, address, own + [one for one in fields if one[0] != "csrf_token"])

    assert comments() == 2


def test_a_form_without_its_key_is_answered_as_ever(commenting):
    petri, address, fields = commenting
    keyless = [one for one in fields if one[0] != "once"]
    press(petri, address, keyless)
    press(petri, address, keyless)

    assert comments() == 2
    assert everything()["press"] == 0


def test_a_day_later_it_is_another_press(commenting):
    petri, address, fields = commenting
    press(petri, address, fields)
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        press(petri, address, [*fields[:-1], ("text", "Toinen.")])

    assert everything()["press"] == 1


def test_what_was_answered_cannot_be_read_in_the_database(house):
    samuel, address, fields = typed(house, "an invitation", 1)
    shown = press(samuel, address, fields)
    way_in = re.search(r"/password/link/([^\"]+)\"", shown.text)[1]

    with reading():
        kept = session.scalars(select(Press.sealed)).all()

    assert len(kept) == 1
    assert way_in.encode() not in kept[0]
    assert b"kisalli" not in kept[0]


def test_what_is_refused_is_not_kept(house, commenting):
    petri, address, fields = commenting
    refused = press(petri, address, [*fields[:-1], ("text", " ")])

    assert refused.status_int == 422
    assert everything()["press"] == 0


def test_reading_asks_nothing_of_presses(house):
    petri = house[0]["petri"]
    asked = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    petri.get("/practices/soitto-1")

    assert asked
    assert not [one for one in asked if "press" in one]

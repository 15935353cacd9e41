"""People: who may sign in, how sign-ins end, what is forgotten in time."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotFoundError, TooManyError
from kb.foundation.news import wire
from kb.people.accounts.actions import (
    LINKS_AN_HOUR,
    ask_for_link,
    change_role,
    forget_access_links,
    offer_link,
)
from kb.people.accounts.forms import role_in
from kb.people.accounts.models import AccessLink
from kb.people.accounts.queries import AN_HOUR
from kb.people.actions import (
    add_person,
    check_credentials,
    choose,
    hash_of,
    keep_rehashed,
    note_seen,
    readmit,
    sign_in,
    sign_out,
    suspend,
)
from kb.people.browsers import browser_of
from kb.people.events import PersonReadmitted, PersonSuspended
from kb.people.forms import Credentials, Preferences
from kb.people.models import Industry, Role, SignIn, SignInAttempt
from kb.people.passwords import hash_password, is_right, needs_rehash
from kb.people.queries import (
    IDLE,
    LONGEST,
    WINDOW,
    colleagues,
    people_by_ids,
    person_by_id,
    person_by_name,
    sign_in_by_hash,
)
from kb.people.tries import TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, count_try
from support import make

START = datetime(2026, 11, 2, 8, tzinfo=UTC)
WRONG = "ei tämä salasana"


def given(person, password=make.PASSWORD):
    return Credentials(person.email, password)


@pytest.fixture
def kept(petri):
    """Petri, committed: a failed try is written beside what else goes on."""
    session.commit()
    return petri


def test_the_right_password_tells_who_it_is(kept):
    assert check_credentials(given(kept), address="10.0.0.1").number == kept.id


def test_a_wrong_password_and_an_unknown_person_are_refused_alike(kept):
    for credentials in (given(kept, WRONG), Credentials("nobody@kisalli.example", WRONG)):
        with pytest.raises(DomainError) as refused:
            check_credentials(credentials, address="10.0.0.1")
        assert refused.value.key == "sign_in.refused"


def test_ten_failed_tries_close_an_account_for_a_while(kept):
    for number in range(TRIES_PER_ACCOUNT):
        with pytest.raises(DomainError, match="refused"):
            check_credentials(given(kept, WRONG), address=f"10.0.0.{number}")

    with pytest.raises(TooManyError):
        check_credentials(given(kept), address="10.0.1.1")


def test_an_account_opens_again_after_a_quarter_of_an_hour(kept):
    with clock.standing_at(START):
        for _ in range(TRIES_PER_ACCOUNT):
            session.add(SignInAttempt(account=kept.email, address="x", tried_at=clock.now()))
        session.commit()

    with clock.standing_at(START + WINDOW + timedelta(seconds=1)):
        assert check_credentials(given(kept), address="10.0.0.1").number == kept.id


def test_fifty_failed_tries_close_an_address(kept):
    for number in range(TRIES_PER_ADDRESS):
        session.add(
            SignInAttempt(account=f"{number}", address="10.0.0.9", tried_at=clock.now())
        )
    session.commit()

    with pytest.raises(TooManyError):
        check_credentials(given(kept), address="10.0.0.9")
    assert check_credentials(given(kept), address="10.0.0.8").number == kept.id


def test_one_who_is_suspended_or_gone_does_not_come_in(kept):
    kept.suspended_at = clock.now()
    session.commit()

    with pytest.raises(DomainError, match="refused"):
        check_credentials(given(kept), address="10.0.0.1")


def test_a_sign_in_ends_when_idle_and_after_fourteen_days(petri):
    with clock.standing_at(START):
        token = hash_of(sign_in(petri))
        opened = sign_in_by_hash(token)

    with clock.standing_at(START + IDLE + timedelta(seconds=1)):
        assert sign_in_by_hash(token) is None
    opened.seen_at = START + LONGEST
    with clock.standing_at(START + LONGEST + timedelta(seconds=1)):
        assert sign_in_by_hash(token) is None


def test_signing_out_ends_that_sign_in_alone(petri):
    here, there = sign_in(petri), sign_in(petri)

    sign_out(here)

    assert sign_in_by_hash(hash_of(here)) is None
    assert sign_in_by_hash(hash_of(there)) is not None


def test_the_database_does_not_know_the_token(petri):
    token = sign_in(petri)

    assert token not in session.scalars(select(SignIn.token_hash)).all()


def test_old_sign_ins_and_tries_are_forgotten(petri):
    with clock.standing_at(START):
        sign_in(petri)
        session.add(SignInAttempt(account="x", address="y", tried_at=clock.now()))

    with clock.standing_at(START + LONGEST + timedelta(seconds=1)):
        sign_in(petri)
        assert session.scalar(select(func.count(SignIn.id))) == 1
        count_try("z", "y")

    assert session.scalars(select(SignInAttempt.account)).all() == ["z"]


def test_a_password_is_kept_as_a_hash_that_only_itself_opens():
    kept = hash_password("oikein pitkä salasana")

    assert "oikein" not in kept
    assert is_right("oikein pitkä salasana", kept)
    assert not is_right("oikein pitkä salasan", kept)
    assert not is_right("oikein pitkä salasana", None)
    assert not needs_rehash(kept)


def test_a_hash_of_older_parameters_is_made_anew_at_the_next_sign_in(kept):
    kept.password_hash = PasswordHasher(memory_cost=1024, time_cost=1).hash(make.PASSWORD)
    session.commit()

    admitted = check_credentials(given(kept), address="10.0.0.1")
    keep_rehashed(kept, admitted)
    session.commit()

    assert not needs_rehash(kept.password_hash)
    assert is_right(make.PASSWORD, kept.password_hash)
    assert check_credentials(given(kept), address="10.0.0.1").rehashed is None


def test_a_use_of_a_sign_in_is_noted_while_it_lasts(petri):
    with clock.standing_at(START):
        token = sign_in(petri)
    found = session.scalar(select(SignIn))
    with clock.standing_at(START + timedelta(hours=1)):
        note_seen(found.id)
    assert found.seen_at == START + timedelta(hours=1)

    sign_out(token)
    note_seen(found.id)
    assert session.scalar(select(func.count(SignIn.id))) == 0


def test_who_is_suspended_twice_stays_so_since_the_first_time(petri, samuel):
    told = []
    wire({PersonSuspended: [told.append], PersonReadmitted: [told.append]})
    with clock.standing_at(START):
        suspend(petri, by=samuel)
    sign_in(petri)

    suspend(petri)

    assert petri.suspended_at == START
    assert session.scalar(select(func.count(SignIn.id))) == 0
    readmit(petri)
    assert petri.is_here
    assert told == [PersonSuspended(petri.id, samuel.id), PersonReadmitted(petri.id, None)]


def test_who_is_erased_comes_back_no_more(petri, samuel):
    suspend(petri, by=samuel)
    petri.erased_at = clock.now()

    with pytest.raises(DomainError, match=r"person\.erased"):
        readmit(petri, by=samuel)

    assert not petri.is_here


def test_who_is_not_here_gets_no_link(petri, samuel):
    suspend(petri, by=samuel)

    with pytest.raises(DomainError, match=r"person\.not_here"):
        offer_link(petri, by=samuel)


def test_so_many_links_an_hour_are_given_and_only_the_newest_opens(petri):
    def asked(after):
        with clock.standing_at(START + after):
            forget_access_links()
            ask_for_link(petri.email.upper())
            found = session.scalars(select(AccessLink).order_by(AccessLink.id)).all()
            return [one.is_open for one in found]

    closed = [False] * (LINKS_AN_HOUR - 1)
    for number in range(LINKS_AN_HOUR):
        assert asked(timedelta()) == [*closed[:number], True]

    assert asked(timedelta(minutes=1)) == [*closed, True]
    assert asked(AN_HOUR - timedelta(seconds=1)) == [*closed, True]
    assert asked(AN_HOUR) == [*closed, False, True]
    assert asked(4 * AN_HOUR) == [True]


def test_another_role_ends_every_sign_in_and_the_same_one_none(petri, samuel):
    sign_in(petri)

    change_role(petri, Role.AUTHOR, by=samuel)
    assert session.scalar(select(func.count(SignIn.id))) == 1

    change_role(petri, role_in({"role": "coordinator"}), by=samuel)
    assert petri.role is Role.COORDINATOR
    assert session.scalar(select(func.count(SignIn.id))) == 0


@pytest.mark.parametrize("form", [{}, {"role": "owner"}])
def test_a_role_that_is_none_is_refused(form):
    with pytest.raises(InvalidError) as refused:
        role_in(form)

    assert refused.value.fields == {"role": "person.role_unknown"}


def test_people_are_known_by_number(petri, aino):
    assert person_by_id(petri.id) is petri
    assert people_by_ids([aino.id, 999]) == {aino.id: aino}
    with pytest.raises(NotFoundError):
        person_by_id(999)


def test_an_address_is_one_persons_only(petri):
    with pytest.raises(DomainError, match="email_taken"):
        add_person("Toinen Petri", petri.email.upper(), "riittävän pitkä", Role.READER)


def test_a_password_has_twelve_characters(house):
    with pytest.raises(DomainError, match="password_length"):
        add_person("Uusi Ihminen", "uusi@kisalli.example", "liian lyhyt", Role.READER)


def test_colleagues_are_those_who_are_here(petri, aino, noora):
    aino.suspended_at = clock.now()
    noora.last_working_day = clock.today() - timedelta(days=1)

    assert colleagues() == [petri]


def test_colleagues_stand_in_finnish_order(house):
    for name in ("Öhman Olli", "Ärri Anna", "Åberg Aune", "Zetterman Zaida"):
        make.person(name)

    assert [person.name[:1] for person in colleagues()] == ["Z", "Å", "Ä", "Ö"]


def test_the_last_working_day_is_still_a_working_day(noora):
    noora.last_working_day = clock.today()

    assert noora.is_here
    assert colleagues() == [noora]


def test_a_name_that_two_have_names_neither(house):
    make.person("Petri Saarela")
    twin = make.person("Petri Toinen")
    twin.name = "Petri Saarela"

    assert person_by_name("Petri Saarela") is None


def test_each_wants_the_pages_in_their_own_way(petri):
    choose(petri, Preferences.parse({"language": "en"}, ["energy"]))

    assert petri.language == "en"
    assert petri.keys_off
    assert petri.industries == [Industry.ENERGY]


@pytest.mark.parametrize(
    ("form", "industries", "field"),
    [({"language": "sv"}, [], "language"), ({"language": "fi"}, ["space"], "industries")],
)
def test_an_unknown_language_or_industry_is_refused(form, industries, field):
    with pytest.raises(InvalidError) as refused:
        Preferences.parse(form, industries)

    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("form", [{}, {"email": "a@b.example"}, {"password": "x"}])
def test_both_address_and_password_are_needed(form):
    with pytest.raises(InvalidError):
        Credentials.parse(form)


def test_of_what_is_typed_without_end_so_much_is_read():
    read = Credentials.parse({"email": "a" * 400, "password": "b" * 2_000})

    assert (len(read.email), len(read.password)) == (320, 1_024)


@pytest.mark.parametrize(
    ("role", "writes", "coordinates"),
    [
        (Role.READER, False, False),
        (Role.AUTHOR, True, False),
        (Role.COORDINATOR, True, True),
        (Role.ADMIN, False, False),
    ],
)
def test_a_role_says_who_may_write(house, role, writes, coordinates):
    person = make.person("Joku Jossakin", role)

    assert (person.may_write, person.is_coordinator) == (writes, coordinates)


def test_a_person_is_shown_by_two_letters(petri):
    assert petri.initials == "PS"


@pytest.mark.parametrize(
    ("line", "family"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Linux",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36",
            "Chrome, Android",
        ),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_of_a_browser_only_its_family_is_known(line, family):
    assert browser_of(line) == family

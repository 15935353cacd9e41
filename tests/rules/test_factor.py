"""Codes of a second factor as the standard has them, and the secrets they are made of."""

from datetime import UTC, datetime

import pytest
import segno
from sqlalchemy import select

from kb.cycle.audit.models import AuditEntry, Deed
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.people.factor.actions import (
    ask_of_roles,
    begin_second_step,
    end_second_step,
    is_code_of,
    reset_factor,
    seal_anew,
    take_factor,
)
from kb.people.factor.codes import code_at, codes_on_paper, step_of
from kb.people.factor.forms import Code, roles_in
from kb.people.factor.qr import QUIET, picture_of
from kb.people.factor.queries import factor_of, must_set_up
from kb.people.factor.sealing import from_text, in_text, opened, seal
from kb.people.models import Role
from support.phone import six_digits

SECRET = b"12345678901234567890"
KEYS = [
    "a former secret of the house, forty letters",
    "the secret of the house, also forty letters",
]
NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


# RFC 6238, appendix B, the last six of its eight digits.
@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(moment, code):
    assert code_at(SECRET, moment // 30) == code == six_digits(SECRET, moment // 30)


def test_a_code_is_of_now_or_the_half_minute_beside_it_and_never_of_one_taken():
    now = int(NOW.timestamp()) // 30
    with clock.standing_at(NOW):
        found = [step_of(code_at(SECRET, now + one), SECRET, after=0) for one in range(-2, 3)]
        assert found == [None, now - 1, now, now + 1, None]
        assert step_of(code_at(SECRET, now), SECRET, after=now) is None


def test_a_secret_opens_for_one_person_one_purpose_and_the_houses_keys_alone():
    sealed = seal(SECRET, KEYS[:1], person_id=7, purpose="kept")

    assert SECRET not in sealed
    assert opened(sealed, KEYS, person_id=7, purpose="kept") == SECRET
    assert opened(from_text(in_text(sealed)), KEYS, person_id=7, purpose="kept") == SECRET
    for keys, person, purpose in (
        (KEYS[1:], 7, "kept"),
        (KEYS, 8, "kept"),
        (KEYS, 7, "offered"),
    ):
        assert opened(sealed, keys, person_id=person, purpose=purpose) is None
    for altered in (b"", sealed[:-1], bytes([sealed[0] ^ 1]) + sealed[1:]):
        assert opened(altered, KEYS, person_id=7, purpose="kept") is None


def test_codes_on_paper_are_long_and_never_the_same():
    codes = [one for _ in range(100) for one in codes_on_paper()]

    assert len(set(codes)) == 1000
    assert {len(one.replace("-", "")) for one in codes} == {24}


def test_the_picture_is_the_one_of_the_standard():
    picture = picture_of("otpauth://totp/x")
    rows = segno.make_qr("otpauth://totp/x", error="m").matrix
    drawn = set()
    for run in picture.path.split("z")[:-1]:
        place, length = run[1:].split("v")[0].split("h")
        column, row = map(int, place.split())
        drawn |= {(row - QUIET, column - QUIET + one) for one in range(int(length))}

    black = {(y, x) for y, row in enumerate(rows) for x, one in enumerate(row) if one}
    assert drawn == black
    assert picture.side == len(rows) + 2 * QUIET


@pytest.fixture
def taken(petri):
    """Let Petri have a second factor, set up before the hour."""
    code = Code(code_at(SECRET, int(NOW.timestamp()) // 30 - 1))
    with clock.standing_at(NOW):
        take_factor(petri, SECRET, code, keys=KEYS)
        yield


@pytest.mark.usefixtures("taken")
def test_who_has_one_takes_no_other(petri):
    with pytest.raises(DomainError, match="factor.there"):
        take_factor(petri, SECRET, Code("000000"), keys=KEYS)


@pytest.mark.usefixtures("taken")
def test_with_another_houses_secret_no_code_of_a_phone_is_right(petri):
    code = Code(code_at(SECRET, int(NOW.timestamp()) // 30))

    assert not is_code_of(petri, code, ["another house's secret of forty letters."])
    assert is_code_of(petri, code, KEYS)


@pytest.mark.usefixtures("taken")
def test_what_a_former_secret_sealed_is_sealed_anew_before_that_is_taken_away(petri):
    code = Code(code_at(SECRET, int(NOW.timestamp()) // 30))
    new = "the newest secret, forty letters as well"

    assert seal_anew(KEYS) == 0  # the last of them sealed it
    assert seal_anew([*KEYS, new]) == 1
    assert seal_anew([*KEYS, new]) == 0

    assert is_code_of(petri, code, [new])


@pytest.mark.usefixtures("taken")
def test_what_no_secret_at_hand_opens_stays_as_it_is(petri):
    before = factor_of(petri).sealed
    of_another_house = [f"secret {number} of another house, long enough" for number in (1, 2)]

    assert seal_anew(of_another_house) == 0

    assert factor_of(petri).sealed == before


def test_a_role_is_asked_and_who_has_one_is_free(petri, jesse, samuel):
    ask_of_roles({Role.AUTHOR}, by=samuel)
    assert must_set_up(petri)
    assert not must_set_up(jesse)

    ask_of_roles(set(), by=samuel)
    assert not must_set_up(petri)


def test_roles_that_are_none_are_refused():
    assert roles_in(["author", "admin"]) == {Role.AUTHOR, Role.ADMIN}
    with pytest.raises(InvalidError) as refused:
        roles_in(["author", "owner"])

    assert refused.value.fields == {"roles": "person.role_unknown"}


@pytest.mark.usefixtures("taken")
def test_only_an_admin_takes_anothers_off(petri, leena, samuel):
    for nobody in (petri, leena):
        with pytest.raises(NotAllowedError):
            reset_factor(petri, by=nobody)

    reset_factor(petri, by=samuel)

    assert factor_of(petri) is None


@pytest.mark.usefixtures("taken")
def test_a_step_that_is_over_takes_no_code(petri):
    token = begin_second_step(petri)
    assert token not in (petri.email, "")
    with pytest.raises(DomainError, match="factor.step_over"):
        end_second_step("made up", Code("000000"), keys=KEYS, address="10.0.0.1")


@pytest.mark.usefixtures("taken")
def test_what_becomes_of_a_factor_is_noted(petri, samuel):
    reset_factor(petri, by=samuel)
    ask_of_roles({Role.ADMIN, Role.AUTHOR}, by=samuel)

    noted = session.execute(
        select(AuditEntry.deed, AuditEntry.by_id, AuditEntry.person_id, AuditEntry.detail)
    ).all()
    assert noted == [
        (Deed.FACTOR_TAKEN, petri.id, petri.id, ""),
        (Deed.FACTOR_RESET, samuel.id, petri.id, ""),
        (Deed.FACTOR_ASKED, samuel.id, None, "admin author"),
    ]

"""Passwords as NIST SP 800-63B-4 and OWASP ASVS 5.0 (6.2) want them chosen and kept."""

import secrets
import unicodedata

import pytest

from kb.foundation.errors import InvalidError
from kb.people.accounts.actions import check_new, refuse_weak
from kb.people.accounts.forms import NewPassword
from kb.people.passwords import LONGEST, SHORTEST, hash_password, is_right

HOUSE = "https://kisalli.kuusamonkone.fi"
KNOWN = ["Petri Saarela", "petri.saarela@kuusamonkone.fi", HOUSE]
WORDS = "kolme sammakkoa kesässä"


@pytest.mark.parametrize(
    "weak",
    [
        "a" * (SHORTEST - 1),
        secrets.token_urlsafe(64) * 4,
        "password1234",
        "qwertyuiop12",
        "salasana2026",
        "Salasana123!",
        "kisallikisalli",
        "kuusamonkone1",
        "Kuusamonkone!",
        "petrisaarela1",
        "PetriSaarela26",
        "aaaaaaaaaaaaaaaa",
        "123456789012",
    ],
)
def test_short_common_and_known_words_are_refused(weak):
    with pytest.raises(InvalidError):
        refuse_weak(weak, KNOWN)


@pytest.mark.parametrize(
    "good",
    [
        WORDS,
        "vain pieniä kirjaimia aina",  # no rule of which letters it is made
        "  ja välit  edessä ja perässä  ",
        "密码是很长的一句话没人知道",
        "🐸 kolme 🐸 sammakkoa 🐸",
        secrets.token_urlsafe(LONGEST)[:LONGEST],
    ],
)
def test_long_ones_of_any_letters_are_taken(good):
    refuse_weak(good, KNOWN)


def test_nothing_of_it_is_cut_off(petri):
    long = secrets.token_urlsafe(LONGEST)[:LONGEST]
    kept = check_new(NewPassword(long), petri, house=[HOUSE])

    assert is_right(long, kept)
    assert not is_right(long[:-1], kept)
    assert not is_right(long[:72], kept)
    assert not is_right(f" {long}", kept)


def test_the_same_letters_of_another_keyboard_are_the_same_password():
    apart = unicodedata.normalize("NFD", WORDS)

    assert apart != WORDS
    assert is_right(apart, hash_password(WORDS))
    assert is_right(WORDS, hash_password(apart))
    assert not is_right("kolme sammakkoa kesassa", hash_password(WORDS))

"""A badge is signed here, verified by another library, and tells nothing of the customers."""

import copy
import json
import stat
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from joserfc import jwk, jws, jwt
from joserfc.errors import BadSignatureError, JoseError
from jsonschema import Draft201909Validator

from kb.foundation import clock
from kb.foundation.errors import DomainError, NotFoundError
from kb.internalise.attestations.actions import revoke
from kb.internalise.attestations.levels import Level
from kb.internalise.attestations.queries import evidence_of
from kb.internalise.badges.credential import House, credential_of
from kb.internalise.badges.keys import BadgeKeys
from kb.internalise.badges.queries import own_attestation, own_standing, revoked_codes
from kb.internalise.badges.signing import signed, verified
from support import make
from support.open_badge import SCHEMA

# Open Badges 3.0 and wallets say EdDSA; RFC 9864 would say Ed25519 of the same signature.
pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
BASE = "https://kisalli.example.com/"
HOUSE = House(BASE, revoked=f"{BASE}badges/revoked")
KEYS_AT = f"{BASE}badges/keys/"
VALIDATOR = Draft201909Validator(SCHEMA)
CUSTOMER = "Sote-05 ei vastaa viesteihin"


@pytest.fixture
def keys(tmp_path):
    found = BadgeKeys(tmp_path / "kept" / "badge.keys")
    found.make()
    return found


@pytest.fixture
def attestation(petri, noora):
    practice = make.practice(by=petri)
    make.trial(practice, by=noora, situation=CUSTOMER)
    return make.attested(practice, of=petri, by=noora, level=Level.PROFICIENT)


def credential(attestation, language="fi"):
    return credential_of(attestation, evidence_of(attestation), HOUSE, language=language)


def badge(attestation, keys):
    return signed(credential(attestation), keys, told_at=KEYS_AT)


def key_set(keys):
    """Return the public keys as another library reads them."""
    told = [{**key, "kid": f"{KEYS_AT}{key['kid']}"} for key in keys.public]
    return jwk.KeySet.import_key_set({"keys": told})


def refused(text, keys, revoked=()):
    with pytest.raises(DomainError) as told:
        verified(text, keys.public, revoked=revoked)
    return told.value.key


def parts(text):
    head, body, seal = text.split(".")
    return read(head), read(body), seal


def read(part):
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def written(found):
    return urlsafe_b64encode(json.dumps(found).encode()).rstrip(b"=").decode()


def test_another_library_verifies_what_was_signed(attestation, keys):
    text = badge(attestation, keys)

    token = jwt.decode(text, key_set(keys), algorithms=["EdDSA"])

    made = credential(attestation)
    assert {name: token.claims[name] for name in made} == made
    assert token.claims["iss"] == BASE
    assert token.claims["jti"] == f"urn:uuid:{attestation.code}"
    assert token.claims["sub"] == made["credentialSubject"]["id"]
    assert token.header["kid"] == f"{KEYS_AT}{keys.public[0]['kid']}"
    assert token.header["alg"] == "EdDSA"
    jwt.JWTClaimsRegistry().validate(token.claims)


@pytest.mark.parametrize("language", ["fi", "en"])
def test_it_is_an_open_badge(attestation, language):
    wrong = [
        error.message for error in VALIDATOR.iter_errors(credential(attestation, language))
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [
        ("id",),
        ("issuer", "id"),
        ("validFrom",),
        ("credentialSubject", "achievement"),
        ("credentialSubject", "achievement", "criteria"),
        ("credentialSubject", "identifier", 0, "hashed"),
        ("credentialSubject", "achievement", "resultDescription", 0, "rubricCriterionLevel", 0),
    ],
)
def test_the_schema_misses_what_a_badge_must_have(attestation, path):
    spoilt = copy.deepcopy(credential(attestation))
    inside = spoilt
    for step in path[:-1]:
        inside = inside[step]
    if isinstance(path[-1], int):
        inside[path[-1]] = {}
    else:
        del inside[path[-1]]

    assert not VALIDATOR.is_valid(spoilt)


def test_it_says_who_can_what_how_well_and_by_whose_word(attestation, keys, noora, petri):
    found = verified(badge(attestation, keys), keys.public, revoked=())
    subject = credential(attestation)["credentialSubject"]

    assert (found.name, found.practice) == (noora.name, attestation.practice.title)
    assert found.level is Level.PROFICIENT
    assert subject["source"]["name"] == petri.name
    (hashed,) = [one for one in subject["identifier"] if one["hashed"]]
    digest = sha256(f"{noora.email}{hashed['salt']}".encode()).hexdigest()
    assert hashed["identityHash"] == f"sha256${digest}"
    levels = subject["achievement"]["resultDescription"][0]["rubricCriterionLevel"]
    achieved = subject["result"][0]["achievedLevel"]
    assert [one["name"] for one in levels if one["id"] == achieved] == ["Taitava"]
    assert len(levels) == len(Level)


def test_what_happened_at_a_customer_stays_here(attestation):
    told = json.dumps(credential(attestation), ensure_ascii=False)

    assert CUSTOMER not in told
    assert "Asiakas vastasi" not in told
    assert "Toimi" in told


def test_it_holds_until_the_end_of_its_last_day(attestation):
    until = datetime.fromisoformat(credential(attestation)["validUntil"])

    assert until - timedelta(seconds=1) == datetime(
        *(attestation.valid_until.timetuple()[:3]), 23, 59, 59, tzinfo=clock.HOME
    )


@pytest.mark.parametrize("name", ["name", "validUntil", "credentialSubject"])
def test_an_altered_one_is_refused_by_both(attestation, keys, name):
    head, body, seal = parts(badge(attestation, keys))
    other = credential(attestation)["credentialSubject"]
    other["result"][0]["achievedLevel"] = f"{BASE}attestations#expert"
    body[name] = {"credentialSubject": other}.get(name, "2099-01-01T00:00:00+02:00")
    altered = f"{written(head)}.{written(body)}.{seal}"

    assert refused(altered, keys) == "badge.altered"
    with pytest.raises(BadSignatureError):
        jwt.decode(altered, key_set(keys), algorithms=["EdDSA"])


def test_one_without_a_signature_is_refused(attestation, keys):
    head, body, _ = parts(badge(attestation, keys))
    unsigned = f"{written({**head, 'alg': 'none'})}.{written(body)}."

    assert refused(unsigned, keys) == "badge.altered"
    with pytest.raises(JoseError):
        jws.deserialize_compact(unsigned, key_set(keys), algorithms=["EdDSA"])


def test_the_public_key_signs_nothing(attestation, keys):
    """A known trick: the public key taken for the secret of another algorithm."""
    head, body, _ = parts(badge(attestation, keys))
    secret = jwk.OctKey.import_key(keys.public[0]["x"].encode())
    forged = jwt.encode({**head, "alg": "HS256"}, body, secret)

    assert refused(forged, keys) == "badge.altered"


def test_what_another_house_signed_is_not_ours(attestation, keys, tmp_path):
    elsewhere = BadgeKeys(tmp_path / "elsewhere" / "badge.keys")
    elsewhere.make()

    assert refused(badge(attestation, elsewhere), keys) == "badge.not_ours"


@pytest.mark.parametrize("text", ["", "ei merkki", "a.b.c", "ä" * 40])
def test_what_is_no_badge_is_refused(keys, text):
    assert refused(text, keys) == "badge.unreadable"


def test_after_a_change_of_key_the_former_ones_are_still_verified(attestation, keys):
    former = badge(attestation, keys)
    name = keys.public[0]["kid"]

    assert keys.rotate() != name

    latter = badge(attestation, keys)
    assert [key["kid"] for key in keys.public][1:] == [name]
    for text in (former, latter):
        assert verified(text, keys.public, revoked=()).code == attestation.code
        jwt.decode(text, key_set(keys), algorithms=["EdDSA"])


def test_a_revoked_one_is_refused_and_its_code_is_told(attestation, keys, petri):
    text = badge(attestation, keys)
    assert list(revoked_codes()) == []

    revoke(attestation, "Erehdyin.", by=petri)

    assert list(revoked_codes()) == [attestation.code]
    assert refused(text, keys, revoked_codes()) == "badge.revoked"


def test_one_whose_time_is_over_is_refused(attestation, keys):
    text = badge(attestation, keys)

    with clock.standing_at(clock.now() + timedelta(days=800)):
        assert refused(text, keys) == "badge.over"


def test_the_key_is_nobody_elses_to_read_and_made_once(keys):
    assert stat.S_IMODE(keys.file.stat().st_mode) == 0o600
    before = keys.file.read_text()

    assert not keys.make()

    assert keys.file.read_text() == before
    assert [one.name for one in keys.file.parent.iterdir()] == ["badge.keys"]
    assert "d" not in keys.public[0]


def test_without_a_key_nothing_is_signed(attestation, tmp_path):
    with pytest.raises(DomainError) as told:
        badge(attestation, BadgeKeys(tmp_path / "none"))

    assert told.value.key == "badge.no_key"


def test_a_badge_is_its_learners_alone(attestation, noora, petri, leena):
    assert own_attestation(attestation.id, seen_by=noora) == attestation
    for nobody in (petri, leena):
        with pytest.raises(NotFoundError):
            own_attestation(attestation.id, seen_by=nobody)


def test_of_what_holds_no_longer_no_new_file_is_made(attestation, noora, petri):
    revoke(attestation, "Erehdyin.", by=petri)

    assert own_attestation(attestation.id, seen_by=noora) == attestation
    with pytest.raises(DomainError) as told:
        own_standing(attestation.id, seen_by=noora)
    assert told.value.key == "badge.no_longer"

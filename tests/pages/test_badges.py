"""A badge on its page and as a file; what whoever verifies one may read without signing in."""

from urllib.parse import quote

import pytest
from joserfc import jwk, jwt
from sqlalchemy import select

from kb.foundation.db import session
from kb.internalise.attestations.actions import revoke
from kb.internalise.attestations.models import Attestation
from kb.internalise.badges.keys import BadgeKeys
from support import make

pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def noora(signed_in):
    return signed_in("Noora Vainio")


@pytest.fixture
def keys(app):
    found = BadgeKeys.of(app.extensions["settings"])
    found.make()
    return found


@pytest.fixture
def address(petri, noora, keys):
    """Return the address of Noora's badge."""
    practice = make.practice(by=petri.person)
    make.trial(practice, by=noora.person)
    return f"/attestations/{make.attested(practice, of=petri.person, by=noora.person).id}/badge"


def attestation():
    return session.scalars(select(Attestation)).one()


def test_the_learner_prints_and_downloads_it(noora, address):
    page = noora.get(address)
    assert "Noora Vainio" in page
    assert "Pätevä" in page
    assert attestation().code in page

    file = page.click("Lataa osaamismerkki")

    assert file.content_type == "application/vc+jwt"
    assert file.headers["Content-Disposition"].endswith('.jwt"')
    assert file.text.count(".") == 2


def test_a_stranger_verifies_it_by_what_the_house_tells(noora, client, address):
    file = noora.get(f"{address}.jwt").text

    told = client.get("/.well-known/jwks.json").json
    token = jwt.decode(file, jwk.KeySet.import_key_set(told), algorithms=["EdDSA"])

    named = token.header["kid"].removeprefix("http://localhost:80")
    key = client.get(named.removeprefix("http://localhost")).json
    jwt.decode(file, jwk.OKPKey.import_key(key), algorithms=["EdDSA"])
    assert token.claims["name"] == attestation().practice.title
    assert "d" not in key


def test_nobody_else_has_a_badge_to_see(petri, client, signed_in, address):
    leena = signed_in("Leena Ahokas")

    for browser in (petri, leena):
        for end in ("", ".jwt"):
            browser.get(f"{address}{end}", status=404)
    assert "/sign-in" in client.get(address, status=302).location


def test_a_revoked_one_is_told_by_its_code_alone(petri, noora, client, address):
    revoke(attestation(), "Asiakas kertoi toista.", by=petri.person)

    told = client.get("/badges/revoked")

    assert told.json["revokedCredential"] == [
        {"id": f"urn:uuid:{attestation().code}", "revoked": True}
    ]
    for secret in ("Noora", "Petri", "Asiakas kertoi", quote(attestation().practice.slug)):
        assert secret not in told.text
    assert "ei ole enää voimassa" in noora.get(address)
    noora.get(f"{address}.jwt", status=422)


def test_what_is_told_to_strangers_is_keys_and_codes(client, keys):
    keys.rotate()

    told = client.get("/.well-known/jwks.json").json["keys"]

    assert len(told) == 2
    assert {frozenset(key) for key in told} == {
        frozenset({"alg", "crv", "kid", "kty", "use", "x"})
    }
    client.get("/badges/keys/none", status=404)

"""Badges from the command line: verified, also after a change of key; lapsed by the worker."""

from datetime import timedelta

from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session, unit_of_work
from kb.internalise.attestations.actions import revoke
from kb.internalise.attestations.models import Attestation, AttestationState
from kb.internalise.attestations.queries import evidence_of
from kb.internalise.badges.credential import House, credential_of
from kb.internalise.badges.keys import BadgeKeys
from kb.internalise.badges.signing import signed
from support import make


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=list(arguments))


def badge_of(app, folder):
    """Return the file of a badge that Petri's word gave Noora."""
    house = House("https://kisalli.example.com/", "https://kisalli.example.com/revoked")
    with unit_of_work():
        petri, noora = make.person("Petri Saarela"), make.person("Noora Vainio")
        practice = make.practice(by=petri)
        make.trial(practice, by=noora)
        made = make.attested(practice, of=petri, by=noora)
        said = credential_of(made, evidence_of(made), house, language="fi")
    file = folder / "badge.jwt"
    keys = BadgeKeys.of(app.extensions["settings"])
    file.write_text(signed(said, keys, told_at="https://kisalli.example.com/"))
    return file


def test_a_badge_is_verified_by_command(app, tmp_path):
    run(app, "setup")
    file = badge_of(app, tmp_path)

    stands = run(app, "badge", "verify", str(file))
    run(app, "badge", "rotate-key")
    still = run(app, "badge", "verify", str(file))

    for said in (stands, still):
        assert said.exit_code == 0
        assert "It stands: Noora Vainio" in said.output
    file.write_text(file.read_text()[:-6] + "AAAAAA")
    altered = run(app, "badge", "verify", str(file))
    assert altered.exit_code == 1
    assert "altered" in altered.output


def test_a_revoked_badge_is_told_by_command(app, tmp_path):
    run(app, "setup")
    file = badge_of(app, tmp_path)
    with unit_of_work():
        made = session.scalars(select(Attestation)).one()
        revoke(made, "Erehdyin.", by=made.attester)

    said = run(app, "badge", "verify", str(file))

    assert said.exit_code == 1
    assert "revoked" in said.output


def test_the_worker_lets_go_of_what_is_over(app, tmp_path):
    run(app, "setup")
    badge_of(app, tmp_path)

    with clock.standing_at(clock.now() + timedelta(days=800)):
        run(app, "work", "--once")

    session.remove()
    assert session.scalars(select(Attestation)).one().state is AttestationState.LAPSED

"""Pages of an attestation: ask for it, answer it, withdraw it, revoke it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.attestations import actions, forms
from kb.internalise.attestations.levels import Level
from kb.internalise.attestations.models import Attestation
from kb.internalise.attestations.queries import (
    answerable_request,
    attestation_by_id,
    attestations_given_by,
    attestations_had_by,
    attesters_for,
    evidence_of,
    may_revoke,
    waits_in_vain,
)
from kb.internalise.trials.queries import debriefed_trials_of
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("attestations", __name__)


@bp.get("/attestations")
@access.signed_in
def mine() -> str:
    """Show what was attested of me, and what I attested of others."""
    me = current_person()
    had, given = attestations_had_by(me), attestations_given_by(me)
    return render_template("attestations/mine.html", had=had, given=given)


@bp.get("/practices/<slug>/attestations/new")
@access.signed_in
def new(slug: str) -> str:
    """Ask whom to ask, and show what they will see."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    return render_template(
        "attestations/new.html",
        practice=practice,
        trials=debriefed_trials_of(me, practice),
        attesters=attesters_for(practice, me),
        waiting=answerable_request(me, practice),
    )


@bp.post("/practices/<slug>/attestations")
@access.signed_in
@form_on("attestations.new")
def ask(slug: str) -> Response:
    """Ask one who can do it."""
    asked, me = forms.Request.parse(request.form), current_person()
    practice = practice_by_slug(slug, seen_by=me)
    made = actions.ask_for_attestation(practice, asked, by=me, language=language())
    flash(gettext("Asked. %(name)s sees it on their own page.", name=made.attester.name))
    return redirect(url_for("attestations.attestation", number=made.id))


@bp.get("/attestations/<int:number>")
@access.signed_in
def attestation(number: int) -> str:
    """Show what was asked, on what it rests, and what came of it."""
    me = current_person()
    found = attestation_by_id(number, seen_by=me)
    return render_template(
        "attestations/attestation.html",
        attestation=found,
        trials=evidence_of(found),
        in_vain=waits_in_vain(found),
        may_revoke=found.stands and may_revoke(found, me),
        levels=Level,
        days=(forms.usual_day(), forms.last_day()),
    )


@bp.post("/attestations/<int:number>/answer")
@access.signed_in
@form_on("attestations.attestation")
def answer(number: int) -> Response:
    """Say how well the learner can do it."""
    found, me = _found(number), current_person()
    judgement = forms.Judgement.parse(request.form)
    actions.attest(found, judgement, by=me, language=language())
    flash(gettext("Attested. It stands on the practice's page, the level does not."))
    return redirect(url_for("attestations.attestation", number=number))


@bp.post("/attestations/<int:number>/refusal")
@access.signed_in
@form_on("attestations.attestation")
def refuse(number: int) -> Response:
    """Say that it is too early."""
    found, reason = _found(number), forms.reason_in(request.form)
    actions.decline(found, reason, by=current_person(), language=language())
    flash(gettext("Answered. %(name)s reads your reason.", name=found.learner.name))
    return redirect(url_for("attestations.attestation", number=number))


@bp.post("/attestations/<int:number>/withdrawal")
@access.signed_in
def withdraw(number: int) -> Response:
    """Ask no longer."""
    found = _found(number)
    actions.withdraw_request(found, by=current_person())
    flash(gettext("Withdrawn. You can ask again at any time."))
    return redirect(url_for("cycle.practice", slug=found.practice.slug))


@bp.post("/attestations/<int:number>/revocation")
@access.signed_in
@form_on("attestations.attestation")
def revoke(number: int) -> Response:
    """Say that it holds no longer."""
    found, reason = _found(number), forms.reason_in(request.form)
    actions.revoke(found, reason, by=current_person())
    flash(gettext("Revoked. The practice is to be reviewed; nothing else changed."))
    return redirect(url_for("attestations.attestation", number=number))


def _found(number: int) -> Attestation:
    return attestation_by_id(number, seen_by=current_person())

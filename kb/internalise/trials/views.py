"""Pages of a trial: tell what came of it, and let the holder note what did not work."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.attachments.uploads import taken, uploaded_files
from kb.document.attachments.views import sent
from kb.internalise.trials.actions import (
    hide_file,
    note_failure,
    put_file_back,
    record_trial,
    show_trial,
)
from kb.internalise.trials.forms import Debrief
from kb.internalise.trials.models import Trial, Verdict
from kb.internalise.trials.queries import doing_of, file_of, trial_by_id
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.installation import settings
from kb.web.languages import language
from kb.web.refusals import form_on
from kb.web.uploads import many_files

bp = Blueprint("trials", __name__)

SAID = {Verdict.NOT_YET: "trial.waits", Verdict.FAILED: "trial.told_holder"}
# What to say by different trials told and trials still missing.
NEXT = {(1, 1): "trial.one_more", (2, 1): "trial.one_more", (2, 0): "trial.may_declare"}


@bp.get("/practices/<slug>/trials/new")
@access.signed_in
def new(slug: str) -> str | Response:
    """Ask what came of a trial; a plan's own words are filled in by the plan's page."""
    plan = request.args.get("plan", type=int)
    if plan:
        return redirect(url_for("plans.trial", number=plan))
    practice = practice_by_slug(slug, seen_by=current_person())
    chosen = request.values.get("verdict", "")
    return render_template(
        "trials/new.html", practice=practice, verdicts=Verdict, chosen=chosen, **taken()
    )


@bp.post("/practices/<slug>/trials")
@access.signed_in
@many_files
@form_on("trials.new")
def record(slug: str) -> Response:
    """Keep a trial with its debrief."""
    debrief, person = Debrief.parse(request.form, language=language()), current_person()
    files = uploaded_files()[:1]
    trial = record_trial(practice_by_slug(slug, seen_by=person), debrief, by=person)
    for file in files:
        show_trial(trial, file, by=person, folder=settings().files)
    flash(gettext(_what_next(trial)))
    if trial.asks_for_more:
        return redirect(url_for("improvements.new", number=trial.id))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/trials/<int:number>/note")
@access.signed_in
def note(number: int) -> Response:
    """Take a failed trial off its holder's page."""
    person = current_person()
    note_failure(trial_by_id(number, seen_by=person), by=person)
    flash(gettext("Noted. The trial stays on the practice's page."))
    return redirect(url_for("cycle.my_page"))


@bp.get("/trials/<int:number>/attachment")
@access.signed_in
def attachment(number: int) -> Response:
    """Send what was attached to a trial to whoever may see the trial."""
    return sent(file_of(trial_by_id(number, seen_by=current_person())))


@bp.post("/trials/<int:number>/attachment/removal")
@access.signed_in
def removal(number: int) -> Response:
    """Take away what was attached."""
    by = current_person()
    trial = trial_by_id(number, seen_by=by)
    hide_file(trial, by=by)
    undo = url_for("trials.restoration", number=number)
    flash_undo(gettext("The file is gone from the trial."), undo)
    return redirect(url_for("cycle.practice", slug=trial.practice.slug))


@bp.post("/trials/<int:number>/attachment/restoration")
@access.signed_in
def restoration(number: int) -> Response:
    """Put back what was taken away."""
    by = current_person()
    trial = trial_by_id(number, seen_by=by)
    put_file_back(trial, by=by)
    return redirect(url_for("cycle.practice", slug=trial.practice.slug))


def _what_next(trial: Trial) -> str:
    doing = doing_of(trial.learner, trial.practice)
    reached = (doing.different, doing.still_needed)
    return SAID.get(trial.verdict) or NEXT.get(reached, "trial.kept")

"""Writing a practice: new, draft, hand over, approve, history."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug import Response

from kb.document.attachments.uploads import uploaded_files
from kb.document.methods.actions import record_method
from kb.document.methods.forms import Manner
from kb.document.presence.actions import end_sitting
from kb.document.revisions.actions import hand_over
from kb.document.revisions.drafts import discard_draft
from kb.document.revisions.forms import number_of
from kb.document.revisions.models import Revision, RevisionState, Text
from kb.document.writing import actions
from kb.document.writing.forms import (
    NewPractice,
    Writing,
    naming_of,
    text_of_need,
    text_of_note,
)
from kb.document.writing.pages import FACETS, edit_page, new_page
from kb.document.writing.queries import beginning_of
from kb.foundation.words import N_
from kb.identify.needs.queries import answer_by_id, need_by_id
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.socialise.sparring.queries import note_by_id
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import form_on
from kb.web.uploads import many_files

bp = Blueprint("revisions", __name__, url_prefix="/practices")

KEPT = N_(
    "The draft is kept. Only you, the one who can do this and the coordinator see its text."
)
HANDED_OVER = N_("Handed over. It is published when the one whose knowledge it is approves it.")


@bp.get("/new")
@access.authors
def new() -> str:
    """Offer an empty form."""
    return new_page(Text("", ""))


@bp.get("/new/from-note/<int:note>")
@access.authors
def from_note(note: int) -> str:
    """Offer the form with a sparring note's words in their places."""
    found = note_by_id(note)
    return new_page(text_of_note(found.question, found.advice), note=found)


@bp.get("/new/from-need/<int:need>")
@access.authors
def from_need(need: int) -> str:
    """Offer the form with the question of a need as the situation."""
    found = need_by_id(need, seen_by=current_person())
    return new_page(text_of_need(found.question, found.query), need=found)


@bp.get("/new/from-answer/<int:answer>")
@access.authors
def from_answer(answer: int) -> str:
    """Offer the form with a short answer to a need in its place."""
    found = answer_by_id(answer, seen_by=current_person())
    words = text_of_need(found.need.question, found.need.query, found.text)
    return new_page(words, answer=found)


@bp.post("")
@access.authors
@form_on("revisions.new")
def create() -> Response:
    """Name a practice and keep its first draft."""
    practice = actions.start_practice(_parsed_new(), by=current_person())
    flash(gettext(KEPT))
    return redirect(url_for("cycle.practice", slug=practice.slug))


@bp.post("/publication")
@access.authors
@form_on("revisions.new")
def create_and_hand_over() -> Response:
    """Name a practice and hand its text over at once."""
    new, manner, by = _parsed_new(), _manner(), current_person()
    practice = actions.start_practice(new, by=by)
    _tell(hand_over(practice, new.naming.language, new.wording, by=by), manner)
    return redirect(url_for("cycle.practice", slug=practice.slug))


@bp.get("/<slug>/drafts/<any(fi, en):language>")
@access.authors
def edit(slug: str, language: str) -> ResponseReturnValue:
    """Show what this person is writing, or what readers see as its start."""
    by = current_person()
    beginning = beginning_of(practice_by_slug(slug, seen_by=by), by=by)
    if beginning:
        return redirect(url_for("beginnings.begun", sheet=beginning.sheet))
    return edit_page(slug, language)


@bp.post("/<slug>/drafts/<any(fi, en):language>")
@access.authors
@many_files
@form_on("revisions.edit", overtaken="merging.merge")
def save(slug: str, language: str) -> Response:
    """Keep the draft, with the files that came along."""
    writing, by = _parsed_writing(slug), current_person()
    practice = practice_by_slug(slug, seen_by=by)
    actions.keep_writing(practice, language, writing, by=by, folder=settings().files)
    flash(gettext("The draft is kept."))
    return redirect(url_for("revisions.edit", slug=slug, language=language))


@bp.post("/<slug>/drafts/<any(fi, en):language>/publication")
@access.authors
@many_files
@form_on("revisions.edit", overtaken="merging.merge")
def submit(slug: str, language: str) -> Response:
    """Hand the draft over: published by its holder, else it awaits one."""
    writing, manner, by = _parsed_writing(slug), _manner(), current_person()
    practice = practice_by_slug(slug, seen_by=by)
    actions.keep_writing(practice, language, writing, by=by, folder=settings().files)
    end_sitting(practice, language, by=by)
    _tell(hand_over(practice, language, writing.wording, by=by), manner)
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/<slug>/drafts/<any(fi, en):language>/removal")
@access.authors
def discard(slug: str, language: str) -> Response:
    """Forget a draft."""
    by, seen = current_person(), number_of(request.form.get("version", ""))
    discard_draft(practice_by_slug(slug, seen_by=by), language, by=by, version=seen)
    flash(gettext("The draft is gone. What readers see did not change."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.get("/<slug>/place")
@access.authors
def place(slug: str) -> str:
    """Show what the practice is called and where it belongs."""
    practice = practice_by_slug(slug, seen_by=current_person())
    return render_template("revisions/place.html", practice=practice, **FACETS)


@bp.post("/<slug>/place")
@access.authors
@form_on("revisions.place")
def save_place(slug: str) -> Response:
    """Say anew where the practice belongs."""
    naming = naming_of(
        request.form, request.form.getlist("industries"), request.form.getlist("areas")
    )
    practice = practice_by_slug(slug, seen_by=current_person())
    actions.place_practice(practice, naming, by=current_person())
    return redirect(url_for("cycle.practice", slug=slug))


def _parsed_new() -> NewPractice:
    form = request.form
    lists = (form.getlist(name) for name in ("industries", "areas", "with_whom"))
    return NewPractice.parse(form, *lists)


def _parsed_writing(slug: str) -> Writing:
    form = request.form
    return Writing.parse(
        form,
        uploaded_files(),
        slug=slug,
        lists=form.getlist,
    )


def _manner() -> Manner | None:
    return Manner.parse(request.form, request.form.getlist("with_whom"))


def _tell(revision: Revision, manner: Manner | None) -> None:
    if manner:
        record_method(revision, manner)
    if revision.state is RevisionState.PUBLISHED:
        flash(gettext("Published. Everybody who may see the practice can now read it."))
    else:
        flash(gettext(HANDED_OVER))

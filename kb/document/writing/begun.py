"""The first page of a practice while it is written: kept by its module, opened again."""

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kb.document.writing.beginnings import begin_practice
from kb.document.writing.forms import NewPractice
from kb.document.writing.pages import begun_page
from kb.document.writing.queries import beginning_by_sheet
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.templating import time_of_day

bp = Blueprint("beginnings", __name__, url_prefix="/practices/new")


@bp.post("/autosave")
@access.authors
def autosave() -> Response:
    """Keep a new practice while its writer writes on, and say where it is opened again."""
    form, by = request.form, current_person()
    new = NewPractice.begun(form, form.getlist("industries"), form.getlist("areas"))
    draft = begin_practice(new, form.to_dict(flat=False), by=by)
    return jsonify(
        version=draft.version,
        said=gettext("Saved at %(time)s", time=time_of_day(draft.saved_at)),
        overtaken=draft.conflict,
        address=url_for("beginnings.begun", sheet=new.wording.sheet),
        merge=url_for("merging.merge", slug=draft.practice.slug, language=draft.language),
    )


@bp.get("/begun/<sheet>")
@access.authors
def begun(sheet: str) -> ResponseReturnValue:
    """Show the first page of a practice as it was left; once saved, one writes on elsewhere."""
    beginning = beginning_by_sheet(sheet, by=current_person())
    if not beginning.settled:
        return begun_page(beginning)
    practice = beginning.practice
    return redirect(url_for("revisions.edit", slug=practice.slug, language=practice.language))

"""What the writing page asks while somebody writes; each has its way without scripts, too."""

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kb.document.aids.actions import paste_picture
from kb.document.aids.queries import people_meant, people_to_name, practices_meant
from kb.document.attachments.pictures import read_picture
from kb.document.methods.actions import keep_manner
from kb.document.methods.forms import MannerSoFar
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import PARTS, Text
from kb.document.writing.pages import edit_page, new_page
from kb.document.writing.previews import preview_of
from kb.foundation.db import begin_reading
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import keep_typed
from kb.web.templating import time_of_day

bp = Blueprint("aids", __name__, url_prefix="/practices")


@bp.post("/<slug>/drafts/<any(fi, en):language>/autosave")
@access.authors
def autosave(slug: str, language: str) -> Response:
    """Keep the draft while its writer writes on."""
    wording, by = Wording.unrendered(request.form), current_person()
    practice = practice_by_slug(slug, seen_by=by)
    draft = save_draft(practice, language, wording, by=by)
    keep_manner(draft, MannerSoFar.parse(request.form, request.form.getlist("with_whom")))
    said = gettext("Saved at %(time)s", time=time_of_day(draft.saved_at))
    return jsonify(version=draft.version, said=said, overtaken=draft.conflict)


@bp.post("/<slug>/drafts/<any(fi, en):language>/preview")
@access.authors
def preview(slug: str, language: str) -> str:
    """Show the text as its readers will see it."""
    begin_reading()
    practice_by_slug(slug, seen_by=current_person())
    shown = preview_of(request.form, slug=slug)
    if "HX-Request" in request.headers:
        return render_template("revisions/preview.html", preview=shown, parts=PARTS)
    keep_typed()
    return edit_page(slug, language, shown)


@bp.post("/new/preview")
@access.authors
def preview_new() -> str:
    """Show the text of a practice that has no name yet."""
    begin_reading()
    shown = preview_of(request.form, slug=None)
    if "HX-Request" in request.headers:
        return render_template("revisions/preview.html", preview=shown, parts=PARTS)
    keep_typed()
    return new_page(Text("", ""), preview=shown)


@bp.post("/<slug>/pictures")
@access.authors
def picture(slug: str) -> ResponseReturnValue:
    """Take in one picture, and say by which name the text shows it."""
    file = request.files.get("picture")
    shown = read_picture(file.filename or "", file.read()) if file else read_picture("", b"")
    by = current_person()
    practice = practice_by_slug(slug, seen_by=by)
    kept = paste_picture(practice, shown, by=by, folder=settings().files)
    return jsonify(name=kept.name, said=gettext("The picture is in the text.")), 201


@bp.get("/completions")
@access.signed_in
def completions() -> str:
    """Show what may be meant by ``q``: practices, or with ``kind=person`` people."""
    typed, me = request.args.get("q", "")[:160], current_person()
    if request.args.get("kind") == "person":
        among = people_to_name(request.args.get("practice", ""), seen_by=me)
        found = people_meant(typed, among)
    else:
        found = practices_meant(typed, seen_by=me)
    return render_template("revisions/completions.html", found=found)

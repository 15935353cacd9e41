"""Bringing one document: it is read, names become codes, and it lands as a draft."""

from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.attachments.intake import File
from kb.document.attachments.uploads import caps, taken
from kb.document.papers.actions import make_draft
from kb.document.papers.desks import (
    Paper,
    clear,
    lay_down,
    original_on,
    paper_on,
    pictures_on,
)
from kb.document.papers.forms import Acceptance
from kb.document.papers.names import names_in
from kb.document.revisions.models import PARTS
from kb.foundation.errors import InvalidError
from kb.people.queries import colleagues
from kb.people.signed_in import current_number, current_person
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import form_on
from kb.web.uploads import many_files

bp = Blueprint("papers", __name__, url_prefix="/practices/new/from-file")


@bp.get("")
@access.authors
def choose() -> str:
    """Offer to bring a document."""
    return render_template("papers/choose.html", **taken())


@bp.post("")
@access.authors
@many_files
@form_on("papers.choose")
def bring() -> Response:
    """Read the document, apart and before anything is written."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise InvalidError({"file": "paper.choose_one"})
    by = current_number()
    token = lay_down(file.filename, file.stream, caps(), by_id=by, place=_place())
    return redirect(url_for("papers.names", token=token))


@bp.get("/<token>")
@access.authors
def names(token: str) -> str:
    """Show what was read, with the names it may hold."""
    paper = paper_on(token, by_id=current_number(), place=_place())
    return render_template(
        "papers/names.html",
        paper=paper,
        token=token,
        names=names_in(paper.text),
        parts=PARTS,
        colleagues=[one for one in colleagues() if one.id != current_number()],
        language=paper.language,
    )


@bp.post("/<token>")
@access.authors
@form_on("papers.names")
def accept(token: str) -> Response:
    """Let the document become a draft."""
    paper = paper_on(token, by_id=current_number(), place=_place())
    accepted = Acceptance.parse(request.form, paper)
    files = list(_files(token, paper, accepted))
    practice = make_draft(accepted, files, by=current_person(), folder=settings().files)
    clear(token, place=_place())
    flash(gettext("The document is a draft now. Read it through before you hand it over."))
    written_in = accepted.new.naming.language
    return redirect(url_for("revisions.edit", slug=practice.slug, language=written_in))


@bp.post("/<token>/removal")
@access.authors
def leave(token: str) -> Response:
    """Forget the document."""
    paper_on(token, by_id=current_number(), place=_place())
    clear(token, place=_place())
    flash(gettext("The document was not kept."))
    return redirect(url_for("papers.choose"))


def _files(token: str, paper: Paper, accepted: Acceptance) -> Iterator[File]:
    yield from pictures_on(token, paper, caps(), place=_place())
    if accepted.keeps_original:
        yield original_on(token, accepted.named(paper), caps(), place=_place())


def _place() -> Path:
    return settings().incoming / "papers"

"""What came in at one time, and taking it back."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import ngettext
from werkzeug import Response

from kb.document.imports.queries import batch_by_id, batches_of
from kb.document.imports.undoing import Undone, undo_batch
from kb.people.signed_in import current_person
from kb.web import access

bp = Blueprint("imports", __name__, url_prefix="/imports")


@bp.get("")
@access.signed_in
def batches() -> str:
    """Show what was imported: one's own batches, to an admin everybody's."""
    return render_template("imports/batches.html", lines=batches_of(current_person()))


@bp.post("/<int:number>/undo")
@access.signed_in
def undo(number: int) -> Response:
    """Take a batch back as a whole."""
    person = current_person()
    undone = undo_batch(batch_by_id(number, seen_by=person), by=person)
    _say(undone)
    return redirect(url_for("imports.batches"))


def _say(undone: Undone) -> None:
    gone, kept = undone.removed, len(undone.kept)
    one = "The import is undone. One practice is gone."
    flash(ngettext(one, "The import is undone. %(num)d practices are gone.", gone))
    if kept:
        one = "One was kept, for somebody has worked on it since."
        many = "%(num)d were kept, for somebody has worked on them since."
        flash(ngettext(one, many, kept))

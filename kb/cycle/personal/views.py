"""Pages of one's own data, and of erasing a person for the admin."""

import tempfile

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kb.cycle.personal.erasing import erase_person
from kb.cycle.personal.exporting import export_person
from kb.cycle.personal.forms import check_address
from kb.cycle.personal.mentions import counted, mentions_of
from kb.cycle.takeout.views import handed_over
from kb.foundation import clock
from kb.people.fresh import fresh
from kb.people.queries import person_by_id
from kb.people.signed_in import current_person
from kb.share.private_notes.keys import KeyPlace
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import form_on

bp = Blueprint("personal", __name__)


@bp.get("/my-data")
@access.signed_in
def mine() -> str:
    """Say what a copy of one's own data holds."""
    return render_template("personal/mine.html")


@bp.get("/my-data/archive")
@access.signed_in
def archive() -> Response:
    """Hand out everything the house holds of who asks, their notes opened."""
    here, me = settings(), current_person()
    made = tempfile.TemporaryFile(dir=here.data_dir)  # noqa: SIM115 - closed once sent
    export_person(me, made, files=here.files, place=KeyPlace.of(here))
    made.seek(0)
    return handed_over(made, f"kisalli-{clock.today()}-{me.id}.zip")


@bp.get("/accounts/<int:number>/erasure")
@access.admins
def erasure(number: int) -> str:
    """Say what goes and what stays, where texts name them, and ask for the address."""
    person = person_by_id(number)
    mentions = counted([] if person.erased_at else mentions_of(person))
    return render_template("personal/erasure.html", person=person, mentions=mentions)


@bp.post("/accounts/<int:number>/erasure")
@access.admins
@form_on("personal.erasure")
@fresh
def erase(number: int) -> ResponseReturnValue:
    """Erase them for good."""
    person = person_by_id(number)
    check_address(request.form, person)
    erase_person(person, by=current_person())
    flash(gettext("Erased for good. What they wrote for others stays under a number."))
    return redirect(url_for("accounts.overview"))

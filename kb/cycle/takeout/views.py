"""The page that says what a takeout holds, and the archive itself."""

import tempfile
from typing import IO

from flask import Blueprint, Response, render_template, request, send_file

from kb.cycle.takeout.actions import take_out
from kb.cycle.takeout.queries import lines_of, number_of_files, own_drafts
from kb.foundation import clock
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.installation import settings

bp = Blueprint("takeout", __name__)

MADE = "made"  # the page waits for this cookie: the browser tells it of no download
LONGEST_MARK, A_MINUTE = 32, 60


@bp.get("/takeout")
@access.signed_in
def offer() -> str:
    """Say what one can take out, and what stays."""
    person = current_person()
    return render_template(
        "takeout/offer.html",
        lines=lines_of(person),
        files=number_of_files(person),
        drafts=own_drafts(person),
    )


@bp.get("/takeout/archive")
@access.signed_in
def archive() -> Response:
    """Send everything the person may read, written to a file that nobody else can open."""
    made = tempfile.TemporaryFile(dir=settings().data_dir)  # noqa: SIM115 - closed once sent
    take_out(current_person(), made, files=settings().files, progress=lambda *_: None)
    made.seek(0)
    return handed_over(made, f"kisalli-{clock.today()}.zip")


def handed_over(made: IO[bytes], name: str) -> Response:
    """Send an archive that was made for one reader alone."""
    answer = send_file(made, "application/zip", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "private, no-store"
    mark = request.args.get(MADE, "")[:LONGEST_MARK]
    if mark.isalnum():
        answer.set_cookie(MADE, mark, max_age=A_MINUTE, samesite="Lax", secure=settings().https)
    return answer

"""The audit log, which admins alone read."""

from flask import Blueprint, Response, render_template, request

from kb.cycle.audit.forms import Asked
from kb.cycle.audit.models import Deed
from kb.cycle.audit.queries import entries, every_entry, practices_of
from kb.cycle.audit.sheet import sheet_of
from kb.foundation import clock
from kb.people.accounts.queries import accounts
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.installation import settings
from kb.web.paging import asked_page

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("")
@access.admins
def log() -> str:
    """Show who did what, by person, kind and day."""
    page = entries(Asked.parse(request.args), asked_page(request.args.get("page")))
    return render_template(
        "audit/log.html",
        page=page,
        accounts=accounts(),
        practices=practices_of(page.items, seen_by=current_person()),
        deeds=list(Deed),
    )


@bp.get("/log.csv")
@access.admins
def sheet() -> Response:
    """Hand out what was asked for, for a spreadsheet; that it was, is noted."""
    answer = Response(sheet_of(every_entry(Asked.parse(request.args))), mimetype="text/csv")
    name = f"audit-log-{clock.today().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.app_template_global()
def audit_days() -> int:
    """Return how many days the audit log is kept."""
    return settings().audit_days

"""The search log: pages of results tell how they were used, the coordinator reads it."""

from secrets import randbits

from flask import Blueprint, Response, render_template, request, session
from flask_babel import format_decimal, format_percent

from kb.foundation import clock
from kb.people.models import Person, Role
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.search.log.actions import keep_search
from kb.search.log.forms import Look, Period, Secrets, Ticket
from kb.search.log.report import first_day, report_of, wanted_since
from kb.search.log.sheet import sheet_of
from kb.search.results.page import Results
from kb.web import access
from kb.web.installation import settings
from kb.web.paging import asked_page

bp = Blueprint("search_log", __name__, url_prefix="/search/log")
BROWSING = "browsing"  # in the cookie: a random number, which leads to nobody
NOT_COUNTED = "uncounted"  # in an address: the coordinator looks whether it is there now


@bp.get("")
@access.coordinators
def searches() -> str:
    """Show how searching goes, what is wanted and what nobody has written."""
    report = report_of(
        Period.parse(request.args.get("period")),
        page=asked_page(request.args.get("page")),
        seen_by=current_person(),
        days=settings().search_log_days,
    )
    return render_template("search/log/searches.html", report=report, minders=_minders())


@bp.post("")
@access.signed_in
def note() -> Response:
    """Keep a search, when its reader rested on the page, followed a result, or left."""
    keep_search(Look.parse(request.form, _secrets()), days=settings().search_log_days)
    answer = Response(status=204)
    del answer.headers["Content-Type"]  # of nothing
    return answer


@bp.get("/wanted.csv")
@access.coordinators
def sheet() -> Response:
    """Hand out what is wanted, for a spreadsheet."""
    period = Period.parse(request.args.get("period"))
    sheet = sheet_of(wanted_since(first_day(period, days=settings().search_log_days)))
    name = f"searches-{clock.today().isoformat()}.csv"
    answer = Response(sheet, mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.app_template_global()
def search_ticket(results: Results) -> str:
    """Return the sealed ticket of a page of results; nothing where none is kept."""
    if (
        not (results.question.text and settings().search_log_days)
        or NOT_COUNTED in request.args
    ):
        return ""
    ticket = Ticket.of_page(
        results.question.text,
        results.fitting,
        nothing_fitted=results.nothing_fits,
        browsing=session.setdefault(BROWSING, randbits(31)),
    )
    return ticket.sealed(_secrets())


@bp.app_template_global()
def search_log_days() -> int:
    """Return how many days searches are kept."""
    return settings().search_log_days


@bp.app_template_filter()
def percent(share: float) -> str:
    """Return a share in hundredths, as the reader's language writes it."""
    return str(format_percent(share))


@bp.app_template_filter()
def decimal(number: float) -> str:
    """Return a number as the reader's language writes it."""
    return str(format_decimal(number))


def _minders() -> list[Person]:
    """Return who minds the glossary."""
    return [person for person in colleagues() if person.role is Role.ADMIN]


def _secrets() -> Secrets:
    return (*settings().secret_key_fallbacks, settings().secret_key)

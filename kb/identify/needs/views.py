"""Leaving a question when nothing answered, answering it, and seeing what is in demand."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.identify.needs import actions
from kb.identify.needs.answers import answer_shortly, answer_with
from kb.identify.needs.demand import demand, figures
from kb.identify.needs.forms import Among, Demand, parse_answer, parse_person
from kb.identify.needs.gathering import join_by_hand, split_by_hand
from kb.identify.needs.models import Need, NeedState
from kb.identify.needs.offers import decline_need, offer_need
from kb.identify.needs.page import need_page
from kb.identify.needs.queries import need_by_id, own_needs
from kb.people.models import Industry
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.languages import language
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("needs", __name__, url_prefix="/needs")


@bp.get("/new")
@access.signed_in
def leave() -> str:
    """Ask what somebody needed; ``q`` is what they searched, ``practice`` what they read."""
    query, slug = request.args.get("q", "").strip(), request.values.get("practice", "")
    about = practice_by_slug(slug, seen_by=current_person()) if slug else None
    return render_template(
        "needs/leave.html", query=query, practice=about, industries=list(Industry)
    )


@bp.post("")
@access.signed_in
@form_on("needs.leave")
def note() -> Response:
    """Keep the need, for those who may know and for the coordinator."""
    given = Demand.parse(request.form, language=language())
    left = actions.note_demand(given, by=current_person())
    flash(gettext("The question is kept. Those who may know are asked, and you are told."))
    return redirect(url_for("needs.need", number=left.id))


@bp.get("/mine")
@access.signed_in
def mine() -> str:
    """Show one what one has asked oneself, and what came of it."""
    return render_template("needs/mine.html", needs=own_needs(current_person()))


@bp.get("/<int:number>")
@access.signed_in
def need(number: int) -> str:
    """Show one need to its askers, to those who may know, and to coordinators."""
    me, find = current_person(), request.args.get("find", "").strip()[:200]
    page = need_page(_found(number), seen_by=me, find=find)
    return render_template("needs/need.html", page=page, need=page.need, find=find)


@bp.get("")
@access.coordinators
def open_needs() -> str:
    """Show what was looked for and not found, the most asked first."""
    among = Among.parse(request.args)
    return render_template(
        "needs/open_needs.html",
        page=demand(among, asked_page(request.args.get("page"))),
        among=among,
        figures=figures(),
        states=list(NeedState),
        industries=list(Industry),
    )


@bp.post("/<int:number>/answers")
@access.signed_in
@form_on("needs.need")
def answer(number: int) -> Response:
    """Answer in a few words."""
    text, found = parse_answer(request.form), _found(number)
    answer_shortly(found.whole, text, language=language(), by=current_person())
    return _back(number, gettext("Answered. Those who asked have been told."))


@bp.post("/<int:number>/practices/<slug>")
@access.signed_in
@form_on("needs.need")
def answer_by_practice(number: int, slug: str) -> Response:
    """Answer with a practice that there is."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    answer_with(_found(number).whole, practice, by=me)
    return _back(number, gettext("Answered. Those who asked have been told."))


@bp.post("/<int:number>/refusal")
@access.signed_in
def decline(number: int) -> Response:
    """Say that one does not know."""
    decline_need(_found(number).whole, by=current_person())
    flash(gettext("Thank you for saying so. Somebody else is asked."))
    return redirect(url_for("cycle.my_page"))


@bp.post("/<int:number>/help")
@access.signed_in
def helped(number: int) -> Response:
    """Say that the answer helped."""
    actions.say_helped(_found(number), by=current_person())
    return _back(number, gettext("Good. Those who answered have been told."))


@bp.post("/<int:number>/reopening")
@access.signed_in
def reopen(number: int) -> Response:
    """Say that it is open still."""
    actions.say_open(_found(number), by=current_person())
    return _back(number, gettext("The question is open again, and somebody else is asked."))


@bp.post("/<int:number>/offers")
@access.coordinators
@form_on("needs.need")
def offer(number: int) -> Response:
    """Ask somebody by hand."""
    person = parse_person(request.form, among=colleagues())
    offer_need(_found(number).whole, person, by=current_person())
    return _back(number, gettext("Asked, and told of it: %(name)s", name=person.name))


@bp.post("/<int:number>/closing")
@access.coordinators
def close(number: int) -> Response:
    """Look for an answer no longer."""
    actions.close_need(_found(number), by=current_person())
    return _back(number, gettext("Closed. It stays in the list of closed needs."))


@bp.post("/<int:number>/splitting")
@access.coordinators
def split(number: int) -> Response:
    """Let a wording be a need of its own."""
    split_by_hand(_found(number), by=current_person())
    return _back(number, gettext("Now a need of its own, and it stays so."))


@bp.post("/<int:number>/under/<int:other>")
@access.coordinators
def join(number: int, other: int) -> Response:
    """Let a need stand under another that asks the same."""
    under = _found(other).whole
    join_by_hand(_found(number), under, by=current_person())
    return _back(under.id, gettext("Joined, and it stays so."))


def _found(number: int) -> Need:
    return need_by_id(number, seen_by=current_person())


def _back(number: int, said: str) -> Response:
    flash(said)
    return redirect(url_for("needs.need", number=number))

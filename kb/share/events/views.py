"""Pages of sharing events: which there are, planning one, and the event itself."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.boards.queries import BoardShelf, boards_on
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_numbers
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.practices.models import Audience
from kb.share.events import actions, forms
from kb.share.events.forms import About, When
from kb.share.events.joining import invite
from kb.share.events.models import Part, SharingEvent
from kb.share.events.pages import event_page
from kb.share.events.queries import choices, event_by_id, practices_of
from kb.share.events.shelves import EventShelf, events_on
from kb.share.repertoire.forms import Aim, Judgement
from kb.share.repertoire.queries import offer_by_key, offers_by_key, offers_for
from kb.share.repertoire.views import goal
from kb.web import access
from kb.web.languages import language
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("events", __name__, url_prefix="/events")


@bp.get("")
@access.signed_in
def events() -> str:
    """Show the events one may see: upcoming, held, one's own."""
    asked = request.args.get("shelf", "")
    shelf = EventShelf(asked) if asked in set(EventShelf) else EventShelf.UPCOMING
    page = events_on(shelf, seen_by=current_person(), page=asked_page(request.args.get("page")))
    means = offers_by_key(one.event.means for one in page.items)
    return render_template(
        "events/events.html", page=page, shelf=shelf, shelves=list(EventShelf), means=means
    )


@bp.get("/new")
@access.authors
def new() -> str:
    """Ask what, when and who, now that there is a goal and a means; else ask for the goal."""
    try:
        aim, means = Aim.parse(request.values), offer_by_key(request.values.get("means", ""))
    except InvalidError:
        return goal()
    return render_template("events/new.html", aim=aim, means=means, **_to_choose())


@bp.post("")
@access.authors
@form_on("events.new")
def plan() -> Response:
    """Plan an event and ask people to come."""
    about = About.parse(request.form, request.form.getlist("practices"))
    when, why = When.parse(request.form), forms.Yes.parse(request.form).motivation
    me = current_person()
    event = actions.plan_event(about, when, why, by=me, language=language())
    invite(event, whole_numbers(request.form.getlist("people")), by=me)
    flash(gettext("The event is planned. Those you asked to come are told."))
    return redirect(url_for("events.event", number=event.id))


@bp.get("/<int:number>")
@access.signed_in
def event(number: int) -> str:
    """Show one event."""
    me = current_person()
    found = event_by_id(number, seen_by=me)
    return render_template("events/event.html", **_shown(found, me))


@bp.get("/<int:number>/edit")
@access.signed_in
def edit(number: int) -> str:
    """Show what was planned, to be said anew."""
    me = current_person()
    found = event_by_id(number, seen_by=me)
    found.refuse_others(me)
    found.refuse_when_over()
    chosen = [one.practice.id for one in practices_of(found, seen_by=me)]
    offers = offers_for(found.goal_kind)
    return render_template(
        "events/edit.html", event=found, chosen=chosen, offers=offers, **_to_choose()
    )


@bp.post("/<int:number>")
@access.signed_in
@form_on("events.edit")
def say_anew(number: int) -> Response:
    """Say anew what an event is called, is for and goes through."""
    about = About.parse(request.form, request.form.getlist("practices"))
    me = current_person()
    actions.say_anew(event_by_id(number, seen_by=me), about, by=me)
    flash(gettext("Saved. Those who take part see it on the event's page."))
    return redirect(url_for("events.event", number=number))


@bp.post("/<int:number>/cancellation")
@access.signed_in
@form_on("events.event")
def cancel(number: int) -> Response:
    """Say that an event is not held, and why."""
    why, me = forms.reason(request.form), current_person()
    actions.cancel_event(event_by_id(number, seen_by=me), why, by=me)
    flash(gettext("The event is cancelled. Those who were asked or come are told."))
    return redirect(url_for("events.event", number=number))


@bp.post("/<int:number>/judgement")
@access.signed_in
@form_on("events.event")
def judge(number: int) -> Response:
    """Judge the goal of an event, and the means against it."""
    judgement, me = Judgement.parse(request.form), current_person()
    actions.judge_event(event_by_id(number, seen_by=me), judgement, by=me)
    flash(gettext("The goal is judged and the event is over."))
    return redirect(url_for("events.event", number=number))


def _shown(found: SharingEvent, me: Person) -> dict[str, object]:
    page = event_page(found, seen_by=me)
    known = {one.person_id for one in page.participants}
    others = [one for one in colleagues() if one.id not in known]
    return {"page": page, "event": found, "others": others, "parts": list(Part)}


def _to_choose() -> dict[str, object]:
    me = current_person()
    return {
        "choices": choices(seen_by=me),
        "others": [one for one in colleagues() if one.id != me.id],
        "audiences": list(Audience),
        "boards": boards_on(BoardShelf.MINE, seen_by=me, page=1).items,
    }

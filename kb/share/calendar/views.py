"""Meetings in one's own calendar: a file of one, and a feed of all at a secret address."""

from dataclasses import replace

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response as Answer

from kb.foundation.catalogues import catalogue
from kb.foundation.words import N_
from kb.people.signed_in import current_person
from kb.share.calendar import actions
from kb.share.calendar.entries import Entry, entries_of, entry_of
from kb.share.calendar.messages import calendar_feed, calendar_file
from kb.share.calendar.models import Feed
from kb.share.calendar.queries import feed_at, feed_of, own_feed
from kb.share.mentoring.queries import session_by_id
from kb.web import access
from kb.web.addresses import Addresses
from kb.web.installation import settings

bp = Blueprint("calendar", __name__, url_prefix="/calendar")

UNTITLED = N_("Meeting")


@bp.get("")
@access.signed_in
def calendar() -> str:
    """Show whether one's meetings can be followed in a calendar, and how."""
    return render_template("calendar/calendar.html", feed=feed_of(current_person()))


@bp.post("/feed")
@access.signed_in
def make() -> str:
    """Make the address, or a new one; it is shown in this answer and never again."""
    me = current_person()
    address = _outside("calendar.feed", token=actions.make_feed(by=me))
    return render_template("calendar/calendar.html", feed=feed_of(me), address=address)


@bp.post("/feed/removal")
@access.signed_in
def end() -> Answer:
    """Take the address back."""
    actions.end_feed(by=current_person())
    flash(
        gettext("The address no longer works. What a calendar fetched before may stay in it.")
    )
    return redirect(url_for("calendar.calendar"))


@bp.post("/titles")
@access.signed_in
def show_titles() -> Answer:
    """Say with whom and where, too."""
    actions.show_titles(own_feed(current_person()))
    flash(gettext("Your calendar now also shows with whom and where."))
    return redirect(url_for("calendar.calendar"))


@bp.post("/titles/removal")
@access.signed_in
def hide_titles() -> Answer:
    """Say no more than that the time is taken."""
    actions.hide_titles(own_feed(current_person()))
    flash(gettext("Your calendar now shows only that the time is taken."))
    return redirect(url_for("calendar.calendar"))


@bp.get("/meetings/<int:number>.ics")
@access.signed_in
def file(number: int) -> Response:
    """Hand over one meeting as a calendar file."""
    meeting = session_by_id(number, seen_by=current_person())
    answer = _answer(calendar_file(meeting, address=_page_of(entry_of(meeting))))
    answer.headers["Content-Disposition"] = f'attachment; filename="{number}.ics"'
    return answer


@bp.get("/<token>.ics")
@access.by_address
def feed(token: str) -> Response:
    """Answer a calendar program that holds somebody's secret address."""
    found = feed_at(token)
    entries = [_as_chosen(entry, found) for entry in entries_of(found.person)]
    return _answer(calendar_feed(entries, called="Kisälli", address=_page_of))


def _as_chosen(entry: Entry, feed: Feed) -> Entry:
    """Return an entry without its agenda, and without names and place unless chosen."""
    if feed.shows_titles:
        return replace(entry, agenda="")
    title = catalogue(feed.person.language or "fi").gettext(UNTITLED)
    return replace(entry, title=title, place="", link="", agenda="")


def _page_of(entry: Entry) -> str:
    endpoint, number = entry.path
    return _outside(endpoint, number=number)


def _outside(endpoint: str, **values: str | int) -> str:
    """Return an address for another program: by the name that the settings give the house."""
    return Addresses(settings().base_url or request.root_url)(endpoint, values)


def _answer(calendar: bytes) -> Response:
    answer = Response(calendar, content_type="text/calendar; charset=utf-8")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer

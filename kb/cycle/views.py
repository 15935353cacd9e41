"""The pages that see the whole path: a practice, one's own page, a person."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from kb.cycle.queries import practice_page, practices_at
from kb.cycle.waiting import my_page as waiting
from kb.document.revisions.models import PARTS
from kb.identify.carriers.queries import carried_by
from kb.identify.recognitions.queries import recognitions_for
from kb.people.queries import person_by_id, person_by_name
from kb.people.signed_in import current_person
from kb.practices.queries import addresses_by_title, practice_by_slug
from kb.stages.evidence import Stage
from kb.web import access
from kb.web.languages import language
from kb.web.paging import asked_page

bp = Blueprint("cycle", __name__)


@bp.get("/")
@access.signed_in
def my_page() -> str:
    """Show what waits for the one who is signed in."""
    return render_template("cycle/my_page.html", page=waiting(current_person()))


@bp.get("/practices")
@access.signed_in
def practices() -> str:
    """Show the practices that have come as far as one stage."""
    asked = request.args.get("stage", "")
    stage = Stage(asked) if asked in set(Stage) else None
    page, stages = practices_at(
        stage, seen_by=current_person(), number=asked_page(request.args.get("page"))
    )
    return render_template("cycle/practices.html", page=page, stages=stages, stage=stage)


@bp.get("/practices/<slug>")
@access.signed_in
def practice(slug: str) -> str:
    """Show a practice, how far it has come, and who can do it."""
    person = current_person()
    found = practice_by_slug(slug, seen_by=person)
    asked = request.args.get("lang") or language()
    page = practice_page(found, seen_by=person, language=asked, explained_in=language())
    return render_template("cycle/practice.html", page=page, practice=found, parts=PARTS)


@bp.get("/practices/titled/<path:title>")
@access.signed_in
def titled(title: str) -> Response:
    """Follow a [[link]]: to the practice of that title, else to a search for it."""
    slugs = addresses_by_title([title], seen_by=current_person())
    if title in slugs:
        return redirect(url_for("cycle.practice", slug=slugs[title]))
    return redirect(url_for("search.results", q=title))


@bp.get("/people/named/<path:name>")
@access.signed_in
def named(name: str) -> Response:
    """Follow a [[@name]]: to the one colleague of that name, else to everybody."""
    found = person_by_name(name)
    if found is None:
        return redirect(url_for("people.people"))
    return redirect(url_for("cycle.person", number=found.id))


@bp.get("/people/<int:number>")
@access.signed_in
def person(number: int) -> str:
    """Show what somebody can do and why we say so."""
    found = person_by_id(number)
    return render_template(
        "cycle/person.html",
        person=found,
        reasons=carried_by(found, seen_by=current_person()),
        recognitions=recognitions_for(found, seen_by=current_person()),
    )

"""Commenting on a practice: below its page when that is scrolled to, or on one of its own."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.socialise.talk.actions import comment_on, remove_comment
from kb.socialise.talk.forms import parse_comment
from kb.socialise.talk.queries import comment_by_id, comments_on, those_who_may_read
from kb.socialise.watching.queries import is_watched_by
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("commenting", __name__)


@bp.get("/practices/<slug>/comments")
@access.signed_in
def comments(slug: str) -> str:
    """Show what was said of a practice, and ask for one's own word."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    return render_template(
        "talk/comments.html",
        practice=practice,
        comments=comments_on(practice),
        people=those_who_may_read(practice),
        watched=is_watched_by(practice, me),
        layout=f"layout/{'partial' if 'HX-Request' in request.headers else 'page'}.html",
    )


@bp.post("/practices/<slug>/comments")
@access.signed_in
@form_on("commenting.comments")
def comment(slug: str) -> Response:
    """Keep what was said; those who are named, and who watch, are told."""
    text, by = parse_comment(request.form), current_person()
    practice = practice_by_slug(slug, seen_by=by)
    made = comment_on(practice, text, by=by, language=language())
    flash(gettext("Your comment is kept. Those who look after the practice are told."))
    return redirect(url_for("commenting.comments", slug=slug, _anchor=f"comment-{made.id}"))


@bp.post("/comments/<int:number>/removal")
@access.signed_in
def remove(number: int) -> Response:
    """Take a comment away."""
    by = current_person()
    comment = comment_by_id(number, seen_by=by)
    slug = comment.practice.slug
    remove_comment(comment, by=by)
    flash(gettext("The comment is gone."))
    return redirect(url_for("commenting.comments", slug=slug))

"""Choosing what comes by mail, signed in or by the link of a letter."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.notices.mail.actions import choose_mail
from kb.notices.mail.composing import person_of_token
from kb.notices.mail.forms import MailChoice
from kb.notices.mail.queries import last_letter_to, next_lines, refused_by
from kb.notices.models import NoticeKind
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.installation import settings

bp = Blueprint("mail", __name__, url_prefix="/mail")


@bp.get("")
@access.signed_in
def choices() -> str:
    """Show what comes by mail, and what the next letter would tell."""
    me = current_person()
    return render_template(
        "mail/choices.html",
        kinds=list(NoticeKind),
        refused=refused_by(me),
        lines=next_lines(me),
        last=last_letter_to(me),
        sends=settings().sends_mail,
    )


@bp.post("")
@access.signed_in
def choose() -> Response:
    """Keep what comes by mail."""
    choose_mail(MailChoice.parse(request.form.getlist("kinds")), by=current_person())
    flash(gettext("Your choices of mail are saved."))
    return redirect(url_for("mail.choices"))


@bp.get("/<token>")
@access.anyone
def choices_by_link(token: str) -> str:
    """Show what comes by mail to the one whom a letter's link belongs to."""
    refused = refused_by(person_of_token(token, settings()))
    return render_template(
        "mail/by_link.html", kinds=list(NoticeKind), refused=refused, token=token
    )


@bp.post("/<token>")
@access.anyone
def choose_by_link(token: str) -> Response:
    """Keep what comes by mail, by the link of a letter."""
    person = person_of_token(token, settings())
    choose_mail(MailChoice.parse(request.form.getlist("kinds")), by=person)
    flash(gettext("Your choices of mail are saved."))
    return redirect(url_for("mail.choices_by_link", token=token))

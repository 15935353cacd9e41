"""Showing a picture to those who may see its practice."""

from flask import Blueprint, Response, send_file

from kb.document.attachments.pictures import path_of
from kb.document.attachments.queries import attachment_named
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.installation import settings

bp = Blueprint("attachments", __name__)

LOCKED = "sandbox; default-src 'none'"


@bp.get("/practices/<slug>/files/<name>")
@access.signed_in
def picture(slug: str, name: str) -> Response:
    """Send a picture; it can do nothing but be seen."""
    practice = practice_by_slug(slug, seen_by=current_person())
    found = attachment_named(practice, name)
    path = path_of(found.sha256, settings().files)
    answer = send_file(path, mimetype=found.mime, etag=found.sha256, conditional=True)
    answer.headers["Content-Security-Policy"] = LOCKED
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer

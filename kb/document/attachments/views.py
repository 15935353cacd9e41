"""Showing a file, or handing it over, to those who may see it."""

from flask import Blueprint, Response, request, send_file

from kb.document.attachments.models import Attachment
from kb.document.attachments.queries import attachment_named
from kb.document.attachments.store import path_of
from kb.foundation.errors import NotFoundError
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.installation import settings

bp = Blueprint("attachments", __name__)

LOCKED = "sandbox; default-src 'none'"


@bp.get("/practices/<slug>/files/<name>")
@access.signed_in
def file(slug: str, name: str) -> Response:
    """Send a file, or a part of it; what does not show itself in a page is handed over."""
    person = current_person()
    practice = practice_by_slug(slug, seen_by=person)
    return sent(attachment_named(practice, name, seen_by=person))


def sent(found: Attachment) -> Response:
    """Send a file that its reader may see, shut in so that nothing in it can run."""
    width = request.args.get("width", type=int)
    smaller = path_of(found.sha256, settings().files, width=width)
    whole = path_of(found.sha256, settings().files)
    if not whole.exists():
        raise NotFoundError("attachment.not_found")
    answer = send_file(
        smaller if smaller.exists() else whole,
        mimetype=found.mime,
        download_name=found.name,
        as_attachment=not found.is_shown,
        etag=smaller.name if smaller.exists() else found.sha256,
        conditional=True,
    )
    answer.headers["Content-Security-Policy"] = LOCKED
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer

"""The links that lead nowhere, and the practices that no link leads to."""

from flask import Blueprint, render_template, request

from kb.document.links.forms import LinkList
from kb.document.links.queries import broken_links, orphans
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.paging import asked_page

bp = Blueprint("links", __name__)

LISTS = {LinkList.BROKEN: broken_links, LinkList.ORPHANS: orphans}


@bp.get("/links")
@access.authors
def links() -> str:
    """Show one of the two lists."""
    which, number = (
        LinkList.parse(request.args.get("show")),
        asked_page(request.args.get("page")),
    )
    page = LISTS[which](number, seen_by=current_person())
    return render_template(f"links/{which}.html", page=page, which=which)

"""Two texts side by side, and one made of them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug import Response

from kb.document.merging.actions import settle_merge
from kb.document.merging.forms import Settlement, Side
from kb.document.merging.queries import Merge, merge_of
from kb.foundation.db import begin_reading
from kb.foundation.errors import NotFoundError
from kb.foundation.words import N_
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.refusals import form_on, keep_typed

bp = Blueprint(
    "merging", __name__, url_prefix="/practices/<slug>/drafts/<any(fi, en):language>/merge"
)

SETTLED = N_("The texts are one draft now. Read it through and hand it over.")


@bp.get("")
@access.authors
def merge(slug: str, language: str) -> ResponseReturnValue:
    """Show both texts, what they were made of, and what they make together."""
    found = _merge(slug, language)
    if found is None:
        return redirect(url_for("revisions.edit", slug=slug, language=language))
    return render_template("merging/merge.html", merge=found, sides=list(Side))


@bp.post("")
@access.authors
@form_on("merging.merge", overtaken="merging.merge")
def settle(slug: str, language: str) -> Response:
    """Keep what was made of both."""
    settlement, by = Settlement.parse(request.form), current_person()
    settle_merge(practice_by_slug(slug, seen_by=by), language, settlement, by=by)
    flash(gettext(SETTLED))
    return redirect(url_for("revisions.edit", slug=slug, language=language))


@bp.post("/choice")
@access.authors
def choose(slug: str, language: str) -> ResponseReturnValue:
    """Take one side, or both, where they clash in one part; nothing is kept yet."""
    begin_reading()
    name, _, side = request.form.get("take", "").partition(":")
    found = _merge(slug, language)
    if found is None or side not in set(Side) or name not in {one.name for one in found.parts}:
        raise NotFoundError("merge.nothing_to_choose")
    keep_typed({name: found.part(name).taking(Side(side))})
    return render_template("merging/merge.html", merge=found, sides=list(Side))


def _merge(slug: str, language: str) -> Merge | None:
    by = current_person()
    return merge_of(practice_by_slug(slug, seen_by=by), language, by=by)

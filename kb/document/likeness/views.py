"""Asking whether texts read the same."""

from flask import Blueprint, Response, jsonify, request

from kb.document.likeness.forms import pairs_of
from kb.document.likeness.queries import different
from kb.web import access

bp = Blueprint("likeness", __name__)


@bp.post("/likeness")
@access.authors
def compare() -> Response:
    """Say which pairs of texts, by their places, read otherwise."""
    form = request.form
    pairs = pairs_of(form.getlist("before"), form.getlist("after"))
    return jsonify(different=different(pairs))

"""The frame a diagram is drawn in: a page of nobody's origin that can do nothing but draw."""

from flask import Blueprint, Response, make_response, render_template

from kb.web import access

bp = Blueprint("diagrams", __name__)

# Mermaid writes styles into its drawing; here, and only here, they are let in.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'; base-uri 'none'; sandbox allow-scripts"
)


@bp.get("/diagram")
@access.signed_in
def frame() -> Response:
    """Send the empty frame; the page around it hands over the diagram's text."""
    answer = make_response(render_template("diagrams/frame.html"))
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer

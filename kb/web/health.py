"""Is the process alive, and may it get traffic."""

from datetime import timedelta

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from kb.foundation.backups.shelf import age_of_newest
from kb.foundation.db import session
from kb.web import access
from kb.web.installation import settings
from kb.web.security import csrf

bp = Blueprint("health", __name__)


@bp.get("/livez")
@access.anyone
def alive() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@access.anyone
def ready() -> tuple[Response, int]:
    """Say whether the database answers; word search needs nothing more."""
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(status="no database"), 503
    age = age_of_newest(settings().backups)
    hours = None if age is None else int(age / timedelta(hours=1))
    return jsonify(status="ok", backup_age_hours=hours), 200


@bp.post("/csp")
@csrf.exempt  # type: ignore[untyped-decorator]
@access.anyone
def violation() -> tuple[str, int]:
    """Take a browser's report of a blocked script or style."""
    return "", 204

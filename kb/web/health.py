"""Is the process alive, may it get traffic, and what are its figures."""

import hmac
from datetime import timedelta

from flask import Blueprint, Response, abort, jsonify, request

from kb.web import access, metrics
from kb.web.condition import NEEDED, WATCHED, backup_age, condition, free_share, longest_lag
from kb.web.installation import settings
from kb.web.leaving import is_leaving
from kb.web.security import csrf

bp = Blueprint("health", __name__)

HERE = {"127.0.0.1", "::1"}
# What any proxy adds: who comes through one is not the machine itself.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


@bp.get("/livez")
@access.anyone
def alive() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@access.anyone
def ready() -> tuple[Response, int]:
    """Say whether this process may get traffic, and of each part only whether it is well."""
    needed = condition(NEEDED)
    serves = all(needed.values()) and not is_leaving()
    words = {
        name: "ok" if holds else "not ok"
        for name, holds in (needed | condition(WATCHED)).items()
    }
    told = words | (_details() if _is_the_operator() else {})
    return jsonify(status="ok" if serves else "not ok", **told), 200 if serves else 503


@bp.get("/metrics")
@access.anyone
def figures() -> Response:
    """Give Prometheus its figures; for anybody else there is nothing here."""
    if not _is_the_operator():
        abort(404)
    return metrics.written()


@bp.post("/csp")
@csrf.exempt  # type: ignore[untyped-decorator]
@access.anyone
def violation() -> tuple[str, int]:
    """Take a browser's report of a blocked script or style."""
    return "", 204


def _is_the_operator() -> bool:
    """Say whether who asks holds the token, or is this machine where there is none."""
    token = settings().metrics_token
    if token:
        given = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {token}".encode())
    forwarded = any(name in request.headers for name in FORWARDED)
    return request.remote_addr in HERE and not forwarded


def _details() -> dict[str, object]:
    age = backup_age()
    return {
        "backup_age_hours": None if age is None else int(age / timedelta(hours=1)),
        "disk_free_percent": int(free_share() * 100),
        "lag_seconds": int(longest_lag().total_seconds()),
    }

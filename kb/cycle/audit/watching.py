"""What no event tells: what was asked for and not allowed, and what was taken out by reading.

Both change nothing, so they are noted in a unit of work of their own: a refusal once it was
answered, what is taken out before it is handed over.
"""

from collections.abc import Mapping

from flask import Flask, Response, request
from flask_login import current_user
from sqlalchemy.exc import OperationalError

from kb.cycle.audit.actions import note
from kb.cycle.audit.models import Deed
from kb.cycle.audit.telling import Told
from kb.foundation.db import session, unit_of_work

DONE, FORBIDDEN = 200, 403
TAKING_OUT: Mapping[str, Deed] = {
    "takeout.archive": Deed.TAKEN_OUT,
    "evidence_pack.archive": Deed.EVIDENCE_PACKED,
    "audit.sheet": Deed.LOG_EXPORTED,
}


def init_app(app: Flask) -> None:
    """Look at every answer; what a page shows is nobody's business but its reader's."""

    @app.after_request
    def watch(response: Response) -> Response:
        told = _told_of(response)
        if told and told.deed is Deed.REFUSED:
            response.call_on_close(lambda: _keep(app, told))
        elif told:
            _keep(app, told)
        return response


def _told_of(response: Response) -> Told | None:
    endpoint = request.endpoint or ""
    if not endpoint or not current_user.is_authenticated:
        return None
    if response.status_code == FORBIDDEN:
        return Told(Deed.REFUSED, current_user.person_id, detail=endpoint)
    taken = TAKING_OUT.get(endpoint) if response.status_code == DONE else None
    return Told(taken, current_user.person_id) if taken else None


def _keep(app: Flask, told: Told) -> None:
    try:
        with unit_of_work():
            note(told)
    except OperationalError:  # a busy or full database takes no answer back
        app.logger.exception("the audit log lacks a line: %s", told.deed)
    finally:
        session.remove()

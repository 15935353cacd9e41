"""Refusals and faults become pages here and nowhere else."""

import errno

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import DatabaseError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from kb.foundation import errors
from kb.foundation.db import begin_reading, session
from kb.foundation.storage import Ailment, ailment_of
from kb.foundation.words import N_
from kb.web import database, storage
from kb.web.calm import ask_no_more_who, come_again, page
from kb.web.logs import FAULT
from kb.web.metrics import note_refusal
from kb.web.refusals import page_after_a_race, page_of, sentence, sentences
from kb.web.requests import REFUSED

STATUS: dict[type[errors.DomainError], int] = {
    errors.NotFoundError: 404,
    errors.NotAllowedError: 403,
    errors.ConflictError: 409,
    errors.TooManyError: 429,
    errors.StorageError: 503,
    errors.FullError: 507,
    errors.UnreachableError: 503,
}
FULL = {errno.ENOSPC, errno.EDQUOT}
READ_ONLY = {errno.EROFS, errno.EIO, errno.EFBIG}
AILING = {
    Ailment.READ_ONLY: N_("storage.read_only"),
    Ailment.DAMAGED: N_("storage.damaged"),
}
A_WHILE = "60"  # seconds until it is worth trying again
UNPROCESSABLE = 422
WORDS = {
    400: N_("error.400"),
    401: N_("error.401"),
    403: N_("error.403"),
    404: N_("error.404"),
    405: N_("error.405"),
    408: N_("error.408"),
    409: N_("error.409"),
    413: N_("error.413"),
    414: N_("error.414"),
    415: N_("error.415"),
    422: N_("error.422"),
    429: N_("error.429"),
    431: N_("error.431"),
    500: N_("error.500"),
    503: N_("error.503"),
}


def init_app(app: Flask) -> None:
    """Answer a refused rule with its own words, a fault with a calm page."""
    app.register_error_handler(errors.DomainError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DatabaseError, _no_database)
    app.register_error_handler(OSError, _no_file)
    app.register_error_handler(InternalServerError, _fault)


def _refused(error: errors.DomainError) -> ResponseReturnValue:
    status = _status_of(error)
    session.rollback()
    begin_reading()
    endpoint = _form_page(error)
    if endpoint and status not in {403, 404}:
        g.refusal = error
        g.refusal_sentence = sentence(error)
        try:
            return make_response(_page_again(endpoint), status)
        except errors.DomainError as closed:  # the form is not theirs, whatever was wrong in it
            return _told(closed)
    return _told(error)


def _told(error: errors.DomainError) -> ResponseReturnValue:
    return page(_status_of(error), sentences(error))


def _status_of(error: errors.DomainError) -> int:
    return STATUS.get(type(error), UNPROCESSABLE)


def _form_page(error: errors.DomainError) -> str | None:
    view = current_app.view_functions[request.endpoint or ""]
    both = page_after_a_race(view) if isinstance(error, errors.ConflictError) else None
    if both:
        g.begins_anew = True
    return both or page_of(view)


def _page_again(endpoint: str) -> Response:
    """Return the page that holds the form; a list of many takes less than the deed does."""
    taken = next(current_app.url_map.iter_rules(endpoint)).arguments
    known = {name: one for name, one in (request.view_args or {}).items() if name in taken}
    return make_response(current_app.view_functions[endpoint](**known))


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or FAULT
    if error.response is not None or status < REFUSED:
        return error.get_response()
    return page(status, gettext(WORDS.get(status, WORDS[REFUSED if status < FAULT else FAULT])))


def _no_database(error: DatabaseError) -> ResponseReturnValue:
    met = ailment_of(error)
    if met is Ailment.FULL:
        return _full(error)
    if met:
        return _ailing(met, error)
    if not isinstance(error, OperationalError):
        raise error
    current_app.logger.error("the database did not answer", exc_info=error)
    note_refusal("busy")
    session.rollback()
    begin_reading()
    return come_again(gettext(WORDS[503]))


def _no_file(error: OSError) -> ResponseReturnValue:
    if error.errno in FULL:
        return _full(error)
    if error.errno in READ_ONLY:
        return _ailing(Ailment.READ_ONLY, error)
    raise error


def _ailing(met: Ailment, error: Exception) -> ResponseReturnValue:
    """Give back what was typed, and open the database anew: it may be better by then."""
    current_app.logger.error("nothing can be kept: %s", met, exc_info=error)
    note_refusal(met)
    session.remove()
    database.db.engine.dispose()
    storage.note(met)
    answer = make_response(_refused(errors.StorageError(AILING[met])))
    answer.headers["Retry-After"] = A_WHILE
    return answer


def _full(error: Exception) -> ResponseReturnValue:
    """Give back what was typed: it could not be kept, and the reader learns so."""
    current_app.logger.error("there is no room left", exc_info=error)
    note_refusal("full")
    return _refused(errors.FullError("storage.full"))


def _fault(_error: InternalServerError) -> ResponseReturnValue:
    ask_no_more_who()
    return page(FAULT, gettext(WORDS[FAULT]))

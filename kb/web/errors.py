"""Refusals and faults become pages here and nowhere else."""

import errno
import sqlite3

from flask import (
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from kb.foundation import errors
from kb.foundation.db import begin_reading, session
from kb.foundation.words import N_
from kb.web.logs import request_number
from kb.web.metrics import note_refusal
from kb.web.refusals import page_after_a_race, page_of, sentence, sentences

STATUS: dict[type[errors.DomainError], int] = {
    errors.NotFoundError: 404,
    errors.NotAllowedError: 403,
    errors.ConflictError: 409,
    errors.TooManyError: 429,
    errors.FullError: 507,
    errors.UnreachableError: 503,
}
FULL = {errno.ENOSPC, errno.EDQUOT}
UNPROCESSABLE = 422
REFUSED = 400
FAULT = 500
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
    app.register_error_handler(OperationalError, _no_database)
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
    return _page(_status_of(error), sentences(error))


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
    return _page(
        status, gettext(WORDS.get(status, WORDS[REFUSED if status < FAULT else FAULT]))
    )


def _no_database(error: OperationalError) -> ResponseReturnValue:
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return _full(error)
    current_app.logger.error("the database did not answer", exc_info=error)
    note_refusal("busy")
    session.rollback()
    begin_reading()
    answer = make_response(_page(503, gettext(WORDS[503])))
    answer.headers["Retry-After"] = "5"
    return answer


def _no_file(error: OSError) -> ResponseReturnValue:
    if error.errno in FULL:
        return _full(error)
    raise error


def _full(error: Exception) -> ResponseReturnValue:
    """Give back what was typed: it could not be kept, and the reader learns so."""
    current_app.logger.error("there is no room left", exc_info=error)
    note_refusal("full")
    return _refused(errors.FullError("storage.full"))


def _fault(_error: InternalServerError) -> ResponseReturnValue:
    return _page(FAULT, gettext(WORDS[FAULT]))


def _page(status: int, words: str) -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":  # a script of ours asks, no reader
        return jsonify(said=words), status
    number = request_number() if status >= FAULT else ""
    return render_template(
        "errors/error.html", status=status, words=words, number=number
    ), status

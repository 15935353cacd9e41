"""Each request is told in one line: which route, how it ended, how long it took."""

import logging
import re
from time import perf_counter
from uuid import uuid4

from flask import Flask, Response, g, request

from kb.config import Settings
from kb.foundation.logs import tell, tell_as

HEADER = "X-Request-ID"
# What nginx and others make: hexadecimal, perhaps with dashes. Anything else is not repeated.
WELL_FORMED = re.compile(r"[0-9a-fA-F][0-9a-fA-F-]{14,38}[0-9a-fA-F]")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
FAULT = 500


def init_app(app: Flask, settings: Settings) -> None:
    """Give every request a number and tell it once answered; the first and last of all."""
    tell_as(settings.log)
    app.before_request(_number)
    app.after_request(_tell)


def request_number() -> str:
    """Return the number that this request is told by; one reads it out to the administrator."""
    if "request_number" not in g:
        _number()
    number: str = g.request_number
    return number


def elapsed() -> float:
    """Return how many seconds the request has taken."""
    begun: float = g.begun
    return perf_counter() - begun


def tell_as_usual() -> None:
    """Let what is answered now be told as usual, whatever its status."""
    g.as_usual = True


def _number() -> None:
    given = request.headers.get(HEADER, "")
    g.begun = perf_counter()
    g.request_number = given if WELL_FORMED.fullmatch(given) else uuid4().hex


def _tell(response: Response) -> Response:
    number = request_number()
    response.headers[HEADER] = number
    tell(
        "request",
        logging.ERROR if _is_fault(response.status_code) else logging.INFO,
        request=number,
        method=request.method if request.method in METHODS else "other",
        route=request.url_rule.rule if request.url_rule else "none",
        status=response.status_code,
        ms=round(elapsed() * 1000, 1),
    )
    return response


def _is_fault(status: int) -> bool:
    return status >= FAULT and "as_usual" not in g

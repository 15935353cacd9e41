"""One unit of work for each request, and one commit."""

from types import TracebackType

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug.routing import IntegerConverter, ValidationError

from kb.foundation.db import begin_reading, session
from kb.foundation.errors import DomainError
from kb.web import presses
from kb.web.logs import request_number
from kb.web.spoken import Templates
from kb.web.uploads import Incoming

REFUSED = 400
READS = {"GET", "HEAD", "OPTIONS"}
LARGEST = 2**31 - 1
Fault = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Number(IntegerConverter):
    """A number in an address, never larger than the database can look for."""

    def to_python(self, value: str) -> int:
        """Return the number; one too large is no address of ours."""
        found: int = super().to_python(value)
        if found > LARGEST:
            raise ValidationError
        return found


class Kisalli(Flask):
    """The application: a view's answer decides whether what it wrote is kept."""

    jinja_environment = Templates
    request_class = Incoming

    def dispatch_request(self) -> ResponseReturnValue:
        """Commit what succeeded, forget what did not; the same press twice is one deed."""
        sent = presses.sent()
        before = presses.answered(sent)
        if before:
            return before
        try:
            return _settled(self.make_response(super().dispatch_request()), sent)
        except (DomainError, IntegrityError):
            # Two presses at once: what the first one did may be why the second cannot.
            _forget()
            before = presses.answered(sent)
            if before is None:
                raise
            return before
        except BaseException:
            _forget()
            raise

    def log_exception(self, exc_info: Fault) -> None:
        """Tell a fault by the request's number, and not by its address, which holds words."""
        self.logger.error(
            "fault", exc_info=exc_info, extra={"told": {"request": request_number()}}
        )


def init_app(app: Flask) -> None:
    """Begin every request as a reader and clean up always."""
    app.url_map.converters["int"] = Number
    app.before_request(begin_reading)
    presses.init_app(app)

    @app.teardown_request
    def release(_error: BaseException | None) -> None:
        session.remove()
        begin_reading()


def _settled(response: Response, sent: bytes | None) -> Response:
    if request.method in READS:
        return response  # its transaction ends with the session, when the request is released
    if response.status_code < REFUSED:
        presses.keep(sent, response)
        session.commit()
    else:
        _forget()
    return response


def _forget() -> None:
    session.rollback()
    begin_reading()

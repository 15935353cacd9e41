"""One unit of work for each request, and one commit."""

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue

from kb.foundation.db import begin_reading, session

REFUSED = 400
READS = {"GET", "HEAD", "OPTIONS"}


class Kisalli(Flask):
    """The application: a view's answer decides whether what it wrote is kept."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Commit what succeeded, forget what did not."""
        try:
            response = self.make_response(super().dispatch_request())
            _settle(response)
        except BaseException:
            _forget()
            raise
        return response


def init_app(app: Flask) -> None:
    """Begin every request as a reader and clean up always."""
    app.before_request(begin_reading)

    @app.teardown_request
    def release(_error: BaseException | None) -> None:
        session.remove()
        begin_reading()


def _settle(response: Response) -> None:
    if request.method not in READS and response.status_code < REFUSED:
        session.commit()
    else:
        _forget()


def _forget() -> None:
    session.rollback()
    begin_reading()

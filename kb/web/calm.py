"""The calm page of what did not go through, and what was sent with it."""

from flask import Response, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from kb.web.logs import FAULT, request_number
from kb.web.uploads import LARGEST_FIELDS

BUSY = 503
A_MOMENT = "5"  # seconds until it is worth trying again
SECRET = ("password", "code")


def page(status: int, words: str, **told: object) -> ResponseReturnValue:
    """Return the page that says what happened; to a script the words alone."""
    if asks_as_a_script():
        return jsonify(said=words), status
    number = request_number() if status >= FAULT else ""
    return render_template(
        "errors/error.html", status=status, words=words, number=number, **told
    ), status


def asks_as_a_script() -> bool:
    """Say whether a script of ours asks, and no reader."""
    return request.accept_mimetypes.best == "application/json"


def come_again(words: str) -> Response:
    """Ask to come again in a moment, with a button that sends what was typed once more."""
    ask_no_more_who()
    answer = make_response(page(BUSY, words, again=_typed()))
    answer.headers["Retry-After"] = A_MOMENT
    return answer


def ask_no_more_who() -> None:
    """Let whoever could not be made out be nobody: asked again, it would fail again."""
    nobody = current_app.login_manager.anonymous_user  # type: ignore[attr-defined]
    g.setdefault("_login_user", nobody())


def _typed() -> list[tuple[str, str]]:
    """Return what a form brought; nothing of files and secrets, which no page gives back."""
    if request.method != "POST" or (request.content_length or 0) > LARGEST_FIELDS:
        return []
    typed = list(request.form.items(multi=True))
    files = any(one.filename for one in request.files.values())
    secret = any(word in name for name, _ in typed for word in SECRET)
    return [] if files or secret else typed

"""Who asks: Flask-Login over the table of sign-ins, judging what each route declared."""

from datetime import timedelta

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy.exc import OperationalError
from werkzeug import Response as Answer

from kb.foundation import clock
from kb.foundation.db import begin_writing, session, unit_of_work
from kb.foundation.errors import NotAllowedError
from kb.people.actions import end_sign_ins, hash_of, note_seen, sign_in
from kb.people.browsers import browser_of
from kb.people.factor.actions import begin_second_step
from kb.people.factor.queries import factor_of, must_set_up
from kb.people.models import Person, Role, SignIn
from kb.people.queries import person_by_id, sign_in_by_hash
from kb.web.access import Access, access_of
from kb.web.addresses import safe_next
from kb.web.languages import CHOSEN
from kb.web.requests import READS

FRESH = timedelta(minutes=5)
OPEN = {Access.ANYONE, Access.ADDRESS}  # the latter's own secret is all that is asked
# Who must have a second factor and has none sets one up, or goes away again.
OF_THE_CONFINED = {"factor.overview", "factor.take", "people.end"}
SECOND_STEP = "second_step"
ROLES = {
    Access.SIGNED_IN: set(Role),
    Access.AUTHORS: {Role.AUTHOR, Role.COORDINATOR},
    Access.COORDINATORS: {Role.COORDINATOR},
    Access.ADMINS: {Role.ADMIN},
}

manager = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]
    """A person as Flask-Login knows them: by the token of their sign-in."""

    def __init__(self, token: str, found: SignIn) -> None:
        """Keep what outlives the reading transaction."""
        person = found.person
        self.token = token
        self.sign_in_id = found.id
        self.person = person  # held, or the session would forget it and ask again
        self.person_id = person.id
        self.role = person.role
        self.language = person.language
        self.stale = found.seen_at < clock.now() - FRESH
        self.last_proof = found.last_proof
        self.confined = found.confined

    def get_id(self) -> str:
        """Return the token; deleting its row signs out."""
        return self.token


def init_app(app: Flask) -> None:
    """Ask at every request who it is, and whether the route is for them."""
    manager.init_app(app)
    app.before_request(_judge)
    app.after_request(_remember)
    app.context_processor(lambda: {"me": current_person_or_none()})


def current_person() -> Person:
    """Return who is signed in; the route has made sure that somebody is."""
    return person_by_id(current_user.person_id)


def current_number() -> int:
    """Return the number of who is signed in, without asking the database."""
    return int(current_user.person_id)


def current_person_or_none() -> Person | None:
    """Return who is signed in, or nothing."""
    if not current_user or not current_user.is_authenticated:
        return None
    return person_by_id(current_user.person_id)


def let_in_browser(person: Person, *, back: str | None) -> Answer:
    """End a proven sign-in, whatever proved it; who has a second factor is asked for a code."""
    _begin_cookie()
    if factor_of(person):
        cookie[SECOND_STEP] = begin_second_step(person)
        return redirect(url_for("second_step.asking", next=safe_next(back)))
    return open_browser(person, back=back)


def open_browser(person: Person, *, back: str | None) -> Answer:
    """Let a browser in that has proven all there is to prove: it gets a cookie of its own."""
    _begin_cookie()
    line = request.user_agent.string
    token = sign_in(person, browser=browser_of(line), confined=must_set_up(person))
    login_user(_load(token))
    return redirect(safe_next(back))


def renew_browser(person: Person) -> None:
    """Give this browser a new cookie, and end every other sign-in of ``person``."""
    end_sign_ins(person)
    open_browser(person, back=None)


def _begin_cookie() -> None:
    """Forget what the browser brought, which somebody else may have put there."""
    chosen = cookie.get(CHOSEN)
    cookie.clear()
    cookie.update({CHOSEN: chosen} if chosen else {})


@manager.user_loader  # type: ignore[untyped-decorator]
def _load(token: str) -> SignedIn | None:
    found = sign_in_by_hash(hash_of(token))
    if found is None or not found.person.is_here:
        return None
    return SignedIn(token, found)


def _judge() -> ResponseReturnValue | None:
    if not request.endpoint:
        return None
    access = access_of(current_app.view_functions, request.endpoint)
    answer = None if access in OPEN else _turn_away(access)
    if current_user.is_authenticated:
        g.language = current_user.language
    if request.method not in READS:
        begin_writing()
    return answer


def _turn_away(access: Access | None) -> ResponseReturnValue | None:
    if not current_user.is_authenticated:
        back = request.full_path.rstrip("?") if request.method in READS else None
        return redirect(url_for("people.sign_in_page", next=back))
    if access is None or current_user.role not in ROLES[access]:
        raise NotAllowedError("access.not_yours")
    if current_user.confined and request.endpoint not in OF_THE_CONFINED:
        return redirect(url_for("factor.overview"))
    return None


def _remember(response: Response) -> Response:
    """Note after the answer that the sign-in is in use; a GET itself writes nothing."""
    if request.endpoint != "static" and current_user.is_authenticated and current_user.stale:
        number = current_user.sign_in_id
        response.call_on_close(lambda: _note(number))
    return response


def _note(number: int) -> None:
    try:
        with unit_of_work():
            note_seen(number)
    except OperationalError:  # a busy database is no reason to fail an answer already given
        current_app.logger.info("the sign-in's last use was not noted")
    finally:
        session.remove()

"""The programme page of a busy organisation, timed beside one scan of all that happened there.

There is no one table of events: what happened stands in a table of its own for each kind. The
scan reads every row of all these tables, every column, into Python, through the bare driver.
"""

import sqlite3
import time

from sqlalchemy import event

from kb.app import create_app
from kb.cli.house import migrate
from kb.foundation.db import session
from support.busy import COORDINATOR, Busy
from support.make import PASSWORD, email_of
from support.site import let_go, settings_in
from support.tokens import token_in

ROUNDS = 20
DATED = (
    "adoption",
    "attestation",
    "event_gone_through",
    "event_presence",
    "identification",
    "improvement",
    "mark",
    "mentoring_session",
    "need",
    "pairing",
    "plan",
    "question",
    "recognition",
    "revision",
    "search_log",
    "session_practice",
    "shadowing",
    "sharing_event",
    "trial",
    "turn",
)


def programme_beside_a_scan(folder):
    """Return milliseconds of scans and pages, by turns, and the statements of a page."""
    folder.mkdir()
    app = create_app(settings_in(folder))
    migrate(app)
    with app.app_context():
        Busy().live()
        engine = session.get_bind()
        session.remove()
    browser, asked = signed_in(app), []
    note = lambda *arguments: asked.append(arguments[2])  # noqa: E731 - one listener
    event.listen(engine, "before_cursor_execute", note)
    browser.get("/programme")
    event.remove(engine, "before_cursor_execute", note)
    scans, pages = [], []
    with sqlite3.connect(folder / "kb.sqlite") as bare:
        for _ in range(ROUNDS):
            scans.append(timed(lambda: [scan(bare, table) for table in DATED]))
            pages.append(timed(lambda: browser.get("/programme")))
    let_go(app)
    return scans, pages, len(asked)


def scan(bare, table):
    return bare.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - of our own list


def timed(deed):
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def signed_in(app):
    browser = app.test_client()
    token = token_in(browser.get("/sign-in").text)
    told = {"email": email_of(COORDINATOR), "password": PASSWORD, "csrf_token": token}
    assert browser.post("/sign-in", data=told).status_code == 302
    return browser

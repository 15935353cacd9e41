"""What the nursery knows before anything is born there: it has seen every page once.

Imported by the process that forks, and by no other.
"""

import contextvars

from webtest import TestApp

from crash import nursery  # noqa: F401 - all that is born needs it
from kb.foundation.db import session
from kb.search.language import analysis
from support import make
from support.compiled import ready
from wsgi import app

PAGES = (
    "/",
    "/practices/new",
    "/ask",
    "/trash",
    "/practices/oma-0",
    "/practices/oma-0/comments",
)


class Browser(TestApp):
    """A browser whose requests leave nothing behind in this process."""

    def do_request(self, *arguments, **named):
        """Ask as a stranger to this context would."""
        return contextvars.Context().run(super().do_request, *arguments, **named)


def look_around():
    """Ask for pages once: templates and statements are compiled, as in a server that serves."""
    browser = Browser(app)
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = make.email_of("Aino Koskela"), make.PASSWORD
    form.submit()
    for address in PAGES:
        browser.get(address)
    writing = browser.get("/practices/oma-0/drafts/fi").forms["writing"]
    writing["action"] = "Soitan."
    browser.post(f"{writing.action}/autosave", writing.submit_fields())
    writing.submit()
    with app.app_context():
        session.remove()
        session.get_bind().dispose()  # a fork must inherit no open database


ready(app)
analysis.index_text("Soitan asiakkaalle.")
look_around()

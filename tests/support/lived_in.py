"""The demo organisation with its people at their browsers, asked without a network."""

import contextvars

from support import make
from support.pages import pages_of
from support.tokens import token_in


class LivedIn:
    """A served house whose pages are known, each with somebody who looks at it."""

    def __init__(self, site):
        self.site = site
        self.pages = pages_of(site)
        self._browsers = {}

    def get(self, address, *, by, **asked):
        """Return an answer as ``by`` gets it; nobody has no name."""
        return ask(self.browser_of(by), address, **asked)

    def get_raw(self, path, *, by):
        """Ask for a path just as it is spelt, which no honest browser sends."""
        spelt = path.encode("utf-8", "surrogatepass").decode("latin-1")
        return ask(self.browser_of(by), "/", environ_overrides={"PATH_INFO": spelt})

    def browser_of(self, name):
        """Return the browser of somebody signed in, always the same one."""
        if name not in self._browsers:
            self._browsers[name] = self._enter(name)
        return self._browsers[name]

    def token_of(self, name):
        """Return what the forms of somebody's browser carry."""
        return token_in(self.get("/sign-in" if not name else "/settings", by=name).text)

    def _enter(self, name):
        browser = self.site.app.test_client()
        if name:
            told = {"email": make.email_of(name), "password": self.site.password}
            told["csrf_token"] = token_in(ask(browser, "/sign-in").text)
            assert ask(browser, "/sign-in", method="POST", data=told).status_code == 302
        return browser


def ask(browser, address, **asked):
    """Ask as a stranger to the test's own context would."""
    return contextvars.Context().run(browser.open, address, buffered=True, **asked)

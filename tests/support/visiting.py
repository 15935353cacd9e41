"""Somebody signed in who reads pages of this very process, without a server between."""

from support.make import PASSWORD, email_of
from support.tokens import token_in


class Visitor:
    """Keeps the cookies of whoever signed in."""

    def __init__(self, app, name):
        self.browser = app.test_client()
        page = self.read("/sign-in")
        token = token_in(page)
        told = {"email": email_of(name), "password": PASSWORD, "csrf_token": token}
        self.browser.post("/sign-in", data=told)

    def read(self, address):
        """Return the page at ``address``; anything but a page is a fault of the measurement."""
        answer = self.browser.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return answer.text

"""A browser: asks for pages, fills their own forms, sends them with all that is hidden."""

import http.client
import re
import secrets
from urllib.parse import urlencode

from webtest.response import TestResponse

from support import make

REFUSED = 400
FAULT = 500
NUMBER = re.compile(r"\d+")
FORM = "application/x-www-form-urlencoded"


class RefusedError(Exception):
    """The house said no, in its own words: ``status`` and ``page``."""

    status, page = 0, ""


class BrokenOffError(Exception):
    """No answer came, or not all of it."""


class Answer:
    """An answer that was read to its end."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def number(self):
        """Return the last number of the address that it leads to."""
        return int(NUMBER.findall(self.headers["Location"])[-1])

    def form(self, name):
        """Return a form of the page; where it has none, nothing can be done."""
        forms = self._forms()
        if name not in forms:
            raise RefusedError(f"no form {name}")
        return forms[name]

    def form_to(self, address):
        """Return the form that is sent to an address, or nothing."""
        return next((one for one in self._forms().values() if one.action == address), None)

    def linked(self, part):
        """Return the numbers behind one part of an address, in links of the page."""
        found = re.findall(rf'href="[^"]*{part}(\d+)"', self.body.decode())
        return [int(one) for one in found]

    def _forms(self):
        page = TestResponse(body=self.body, content_type="text/html", charset="utf-8")
        return page.forms


class Browser:
    """One person's browser, with their cookie."""

    def __init__(self, port, faults):
        self.port, self.faults = port, faults
        self.cookie, self.is_signed_in = "", False

    def sign_in(self, name):
        """Sign in by the page's form, once."""
        if not self.is_signed_in:
            form = self.get("/sign-in").form("sign-in")
            self.send(form, email=make.email_of(name), password=make.PASSWORD)
            self.is_signed_in = True

    def get(self, address):
        """Ask for a page."""
        return self._ask("GET", address)

    def send(self, form, to=None, *, files=(), headers=None, **filled):
        """Fill a form and press its button, or the one that leads elsewhere."""
        fields = [
            (name, filled.get(name, value))
            for name, value in form.submit_fields()
            if isinstance(value, str)
        ]
        fields += [(name, value) for name, value in filled.items() if name not in dict(fields)]
        body, kind = _multipart(fields, files) if files else (urlencode(fields).encode(), FORM)
        told = {"Content-Type": kind, **(headers or {})}
        return self._ask("POST", to or form.action, body, told)

    def _ask(self, method, address, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(
                method, address, body, {"Cookie": self.cookie, **(headers or {})}
            )
            answer = connection.getresponse()
            whole = Answer(answer.status, answer.headers, answer.read())
        except (OSError, http.client.HTTPException) as trouble:
            raise BrokenOffError(str(trouble)) from trouble
        finally:
            connection.close()
        self._keep_cookie(whole)
        if whole.status >= FAULT:
            self.faults.append(f"{method} {address}: {whole.status}")
        if whole.status >= REFUSED:
            refused = RefusedError(f"{method} {address}: {whole.status}")
            refused.status, refused.page = whole.status, whole.body.decode()
            raise refused
        return whole

    def _keep_cookie(self, answer):
        given = answer.headers.get("Set-Cookie", "")
        if given.startswith("kb_session="):
            self.cookie = given.partition(";")[0]


def _multipart(fields, files):
    mark = secrets.token_hex(16)
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    for name, content in files:
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        parts.append(head.encode() + content + b"\r\n")
    body = b"".join(parts) + f"--{mark}--\r\n".encode()
    return body, f"multipart/form-data; boundary={mark}"

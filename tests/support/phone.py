"""A phone with an authenticator program, written anew from RFC 6238 and RFC 4226."""

import base64
import hmac
import struct

from kb.foundation import clock


class Phone:
    """What somebody's phone knows: the secret that it read from the page."""

    def __init__(self, page):
        letters = page.html.select_one("code.secret").get_text().replace(" ", "")
        self.secret = base64.b32decode(letters + "=" * (-len(letters) % 8))

    def code(self, steps=0):
        """Return what the phone shows, so many half minutes from now."""
        step = int(clock.now().timestamp()) // 30 + steps
        return six_digits(self.secret, step)


def six_digits(secret, step):
    """Return the code of one step."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def set_up(browser):
    """Set up a second factor by the page; return the phone and the codes for paper."""
    page = browser.get("/second-factor")
    phone = Phone(page)
    form = page.forms["taking"]
    form["code"] = phone.code(-1)
    codes = form.submit(status=200).html.select(".paper-codes code")
    return phone, [one.get_text() for one in codes]

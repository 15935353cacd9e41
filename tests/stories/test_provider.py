"""The organisation's own sign-in: there and back again in a real browser."""

from dataclasses import replace

from playwright.sync_api import expect

from kb.people.oidc.provider import provider_as
from kb.provider import SignInProvider
from support.browser import axe
from support.provider import CLIENT, SECRET, provider_process

NAME = "Yritys Oy"


def test_whoever_was_invited_comes_in_from_where_they_sign_in_anyway(page, site, say):
    site.invite("Petri Saarela")
    with provider_process() as provider:
        known_as = SignInProvider(provider.url, CLIENT, SECRET, NAME)
        settings = site.app.extensions["settings"]
        site.app.extensions["settings"] = replace(
            settings, provider=known_as, base_url=site.url
        )
        provider_as.cache_clear()

        page.goto(site.address("/sign-in?next=/password/provider"))
        axe(page)
        page.get_by_role("link", name=say("Sign in with %(name)s") % {"name": NAME}).click()

        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text(NAME)
        axe(page)

"""Anybody's first minute: the way in, and the way out."""

import re

from playwright.sync_api import expect

from support.browser import axe, sign_in


def test_somebody_signs_in_and_sees_their_page(page, site, say, language):
    site.invite("Petri Saarela")

    fill_in(page, site, say, password=site.password)
    if language != "fi":  # Petri reads Finnish
        page.get_by_role("banner").get_by_role("button", name="In English").click()

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page).to_have_title(re.compile(say("My page")))
    assert page.url == site.address("/")
    assert page.evaluate("document.documentElement.lang") == language
    axe(page)


def fill_in(page, site, say, *, password):
    """Fill in the form of the way in, and send it."""
    page.goto(site.address("/sign-in"))
    page.get_by_label(say("E-mail")).fill("petri.saarela@kisalli.example")
    page.get_by_label(say("Password")).fill(password)
    page.get_by_role("main").get_by_role("button", name=say("Sign in")).click()


def test_a_wrong_password_is_said_and_what_was_typed_is_kept(phone, site, say):
    site.invite("Petri Saarela")

    fill_in(phone, site, say, password="not this one at all")

    expect(phone.get_by_role("alert")).to_be_visible()
    assert phone.get_by_role("alert").get_by_text(say("sign_in.refused")).is_visible()
    assert phone.get_by_label(say("E-mail")).input_value() == "petri.saarela@kisalli.example"
    axe(phone)


def test_the_one_who_signs_out_is_out(page, site, say):
    site.invite("Petri Saarela")
    sign_in(page, site, "Petri Saarela")

    page.get_by_role("banner").get_by_role("button", name=say("Sign out")).click()
    page.wait_for_url("**/sign-in")
    page.goto(site.address("/people"))

    assert "/sign-in" in page.url

"""Anybody's first minute: the way in, and the way out."""

from support.browser import axe, sign_in


def test_somebody_signs_in_and_sees_their_page(page, site, say, language):
    site.invite("Petri Saarela")

    sign_in(page, site, "Petri Saarela")

    assert page.url == site.address("/")
    assert page.evaluate("document.documentElement.lang") == language
    assert page.get_by_role("heading", level=1).count() == 1
    assert say("My page") in page.title()
    axe(page)


def test_a_wrong_password_is_said_and_what_was_typed_is_kept(phone, site, say):
    site.invite("Petri Saarela")
    phone.goto(site.address("/sign-in"))
    axe(phone)

    phone.get_by_label(say("E-mail")).fill("petri.saarela@kisalli.example")
    phone.get_by_label(say("Password")).fill("not this one at all")
    phone.get_by_role("main").get_by_role("button", name=say("Sign in")).click()

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

"""A phone beside the password: set up in a minute, and asked for at the door."""

from playwright.sync_api import expect

from support.browser import axe, sign_in
from support.phone import Phone


def test_somebody_sets_up_a_second_factor_and_comes_in_by_it(phone, site, say):
    site.invite("Petri Saarela", language=None)
    sign_in(phone, site, "Petri Saarela")
    phone.goto(site.address("/second-factor"))
    authenticator = Phone(phone.locator("code.secret").inner_text())
    axe(phone)

    phone.get_by_label(say("Code"), exact=True).fill(authenticator.code())
    phone.get_by_role("button", name=say("Take into use")).click()
    expect(phone.get_by_role("listitem").filter(has=phone.locator("code"))).to_have_count(10)
    axe(phone)
    phone.context.clear_cookies()
    phone.goto(site.address("/sign-in?next=/settings"))
    phone.get_by_label(say("E-mail")).fill("petri.saarela@kisalli.example")
    phone.get_by_label(say("Password")).fill(site.password)
    phone.get_by_role("main").get_by_role("button", name=say("Sign in")).click()
    code = phone.get_by_label(say("Code"), exact=True)
    expect(code).to_be_visible()
    axe(phone)
    code.fill(authenticator.code(1))  # the first one is spent
    phone.get_by_role("main").get_by_role("button", name=say("Sign in")).click()

    expect(phone.get_by_role("heading", level=1, name=say("Settings"))).to_be_visible()

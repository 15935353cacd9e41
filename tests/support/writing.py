"""Filling and sending the form of a new practice."""


def writing(browser, **written):
    form = browser.get("/practices/new").forms["writing"]
    fields = {"title": "Soitto ennen laskua", "action": "Soitan **heti**.", **written}
    for name, value in fields.items():
        form[name] = value
    return form


def press(browser, form, address):
    """Send the form as its other button does."""
    return browser.post(address, form.submit_fields(), status="*")

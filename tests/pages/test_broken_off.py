"""An upload that breaks off: wherever it does, nothing of it is kept."""

import io

import pytest
from sqlalchemy import func, select

from kb.document.attachments.models import Attachment
from kb.foundation.db import session
from support import files, make

PLACES = 20
ADDRESS = "/practices/soitto/drafts/fi"


@pytest.fixture
def marjatta(signed_in):
    browser = signed_in("Marjatta Hietala")
    make.practice("Soitto", by=browser.person)
    return browser


@pytest.fixture
def upload(marjatta):
    """Return the writing form with a picture and a video, as a browser sends it."""
    form = marjatta.get(ADDRESS).forms["writing"]
    form["action"] = "Soitan ja kuuntelen."
    fields = [field for field in form.submit_fields() if field[0] != "file"]
    brought = [("file", "kartta.jpg", files.photograph()), ("file", "soitto.mp4", files.mp4())]
    return marjatta.encode_multipart(fields, brought)


def send(browser, kind, body, *, whole):
    """Send a body that says how long it is and may end sooner."""
    told = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(whole)}
    request = browser.RequestClass.blank(ADDRESS, told | {"wsgi.input": io.BytesIO(body)})
    return browser.do_request(request, status="*").status_int


def kept(browser):
    folder = browser.app.extensions["settings"].files
    there = [path for path in folder.rglob("*") if path.is_file()]
    return session.scalar(select(func.count(Attachment.id))), len(there)


def test_wherever_it_is_cut_nothing_is_kept_and_the_whole_is(marjatta, upload):
    kind, body = upload
    places = [len(body) * part // PLACES for part in range(PLACES)]

    said = {send(marjatta, kind, body[:place], whole=len(body)) for place in places}
    nothing = kept(marjatta)
    answer = send(marjatta, kind, body, whole=len(body))

    assert said == {400}
    assert nothing == (0, 0)
    assert answer == 302
    assert kept(marjatta)[0] == 2

"""Mail: choosing what comes, seeing what would go, and the link of a letter."""

import pytest
from sqlalchemy import select

from kb.foundation.db import session
from kb.notices.actions import tell
from kb.notices.mail.composing import token_for
from kb.notices.mail.models import MailRefusal
from kb.notices.models import About, NoticeKind, Topic
from kb.people.actions import suspend
from support import make

QUESTION = "Kuka hyväksyy matkalaskun?"


def answered(person, by):
    need = make.need(QUESTION, by=person)
    tell(person, NoticeKind.NEED_ANSWERED, Topic(About.NEED, need.id), by=by)


def refused():
    return set(session.scalars(select(MailRefusal.kind)))


def untick(page, *kinds):
    form = page.forms["mail-choices"]
    for box in form.fields["kinds"]:
        box.checked = box._value not in kinds  # noqa: SLF001 - WebTest keeps the value there
    return form


def test_one_sees_what_the_next_letter_would_tell_and_that_none_leaves(signed_in):
    jesse, petri = signed_in("Jesse Lindqvist"), signed_in("Petri Saarela")
    assert "Uutta ei ole: kirjettä ei lähde." in jesse.get("/mail")
    answered(jesse.person, petri.person)

    page = jesse.get("/mail")

    assert QUESTION in page
    assert "Täältä ei vielä lähde sähköpostia" in page
    assert QUESTION not in petri.get("/mail")


def test_a_kind_that_is_not_wanted_is_kept_out(signed_in):
    jesse, petri = signed_in("Jesse Lindqvist"), signed_in("Petri Saarela")
    answered(jesse.person, petri.person)

    page = untick(jesse.get("/mail"), "need_answered").submit().follow()

    assert "Sähköpostivalintasi on tallennettu." in page
    assert QUESTION not in page
    assert QUESTION in jesse.get("/notices")
    assert refused() == {NoticeKind.NEED_ANSWERED}


def test_the_link_of_a_letter_opens_the_choices_without_signing_in(signed_in, client, app):
    jesse = signed_in("Jesse Lindqvist")
    token = token_for(jesse.person, app.extensions["settings"])

    page = client.get(f"/mail/{token}")
    said = untick(page, "revised", "commented").submit().follow()

    assert "Sähköpostivalintasi on tallennettu." in said
    assert "Jesse" not in page
    assert refused() == {NoticeKind.REVISED, NoticeKind.COMMENTED}
    assert client.get("/notices").status_code == 302


@pytest.mark.parametrize("token", ["1", "eyJhIjoxfQ.abc", "MQ.xxxxxxxxxxxxxxxxxxxxxxxxxxx"])
def test_a_made_up_link_opens_nothing(client, token):
    assert client.get(f"/mail/{token}", status=404)
    assert refused() == set()


def test_the_link_of_one_who_has_gone_opens_nothing(signed_in, client, app):
    jesse = signed_in("Jesse Lindqvist")
    token = token_for(jesse.person, app.extensions["settings"])
    suspend(jesse.person)

    client.get(f"/mail/{token}", status=404)

"""Search finds what one may open and nothing else: a canary word in each thing tells."""

import pytest

from kb.document.revisions.actions import save_draft
from kb.document.revisions.forms import Wording
from kb.foundation import outbox
from kb.foundation.db import begin_writing, session
from kb.practices.models import Audience, PracticeReader
from kb.search import meaning
from kb.search.actions import EMBED, embed_documents, rebuild
from kb.search.forms import Question
from kb.search.listing import rows_of
from kb.search.queries import find
from kb.search.results import results_of
from kb.share.mentoring.actions import record_session
from support import make
from support.toy_model import toy_model

CANARY = "kanarialintu"
pytestmark = pytest.mark.usefixtures("model")


@pytest.fixture(params=["by words alone", "by meaning too"])
def model(request):
    """Look both ways: what words hide, vectors must not tell."""
    if request.param == "by words alone":
        yield
        return
    with meaning.meant_with(toy_model()):
        yield


def finds(person, words=CANARY):
    session.commit()
    outbox.drain({EMBED: embed_documents})
    begin_writing()
    return len(find(Question(words), seen_by=person).hits) > 0


def test_a_practice_before_it_opens_is_found_by_its_author_alone(petri, jesse, leena, samuel):
    practice = make.practice(CANARY, by=petri)
    practice.opened_at = None

    assert finds(petri)
    assert finds(leena)
    assert not finds(jesse)
    assert not finds(samuel)
    assert not finds(None)


def test_a_practice_for_named_people_is_found_by_them_alone(petri, aino, jesse, samuel):
    practice = make.practice(CANARY, by=petri)
    practice.audience = Audience.NAMED
    practice.reader_rows = [PracticeReader(person_id=aino.id)]

    assert finds(aino)
    assert finds(petri)
    assert not finds(jesse)
    assert not finds(samuel)
    assert not finds(None)


def test_a_pairs_goal_is_found_by_the_two_and_the_coordinator(
    petri, noora, leena, aino, samuel
):
    pairing = make.agreed_pair(petri, noora)
    pairing.goal = CANARY
    rebuild(lambda: None)

    for person in (petri, noora, leena):
        assert finds(person)
    for person in (aino, samuel, None):
        assert not finds(person)


def test_a_meetings_summary_is_found_by_the_two_and_the_coordinator(
    petri, noora, leena, aino, samuel
):
    told = make.meeting(summary=f"Puhuimme: {CANARY}.")
    record_session(make.agreed_pair(petri, noora), told, by=petri)

    for person in (petri, noora, leena):
        assert finds(person)
    for person in (aino, samuel, None):
        assert not finds(person)


def test_a_note_is_found_by_everybody_signed_in(petri, jesse, samuel):
    make.note(f"Mikä on {CANARY}?", by=petri)

    assert finds(jesse)
    assert finds(samuel)


def test_a_draft_is_not_found_by_its_text(petri):
    practice = make.practice("Asiakkaan tavoite", by=petri)
    written = {"title": practice.title, "action": f"Tässä on {CANARY}."}
    save_draft(practice, "fi", Wording.parse(written), by=petri)

    assert not finds(petri, f'"{CANARY}"')


def test_what_one_may_not_see_moves_no_figure(petri, aino, jesse):
    make.practice("Asiakkaan tavoite", by=aino)
    finds(jesse)
    before = list(rows_of(find(Question("asiakkaan tavoite"), seen_by=jesse)))
    hidden = make.practice("Asiakkaan toinen tavoite", by=petri)
    hidden.opened_at = None
    finds(jesse)

    after = results_of(Question("asiakkaan tavoite"), seen_by=jesse)

    assert [card.hit.entry.id for card in after.cards] == [1]
    assert sum(option.count for option in after.facets[0].options) == len(before) == 1

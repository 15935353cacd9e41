"""Search finds what one may open and nothing else: a canary word in each thing tells."""

import pytest

from kb.context.questions.models import QuestionSet
from kb.context.questions.queries import questions_of
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.foundation import outbox
from kb.foundation.db import begin_writing, session
from kb.identify.inventories.actions import keep_answer
from kb.identify.inventories.forms import Told
from kb.internalise.improvements.actions import propose_improvement
from kb.internalise.improvements.forms import Proposal
from kb.internalise.plans.actions import make_plan
from kb.internalise.plans.forms import Intention
from kb.internalise.situations.actions import tell_situation
from kb.internalise.situations.forms import Telling
from kb.internalise.trials.models import Verdict
from kb.practices.models import Audience, PracticeReader
from kb.search.actions import rebuild
from kb.search.embedding import EMBED, SENTENCES, embed_documents, embed_sentences
from kb.search.forms import Question
from kb.search.queries import find
from kb.search.results.listing import rows_of
from kb.search.results.page import results_of
from kb.share.mentoring.actions import record_session
from support import make
from support.rows import rows_read

CANARY = "kanarialintu"
pytestmark = pytest.mark.usefixtures("either_way")


def finds(person, words=CANARY):
    settle()
    return len(find(Question(words), seen_by=person).hits) > 0


def test_a_practice_before_it_opens_is_found_by_its_author_alone(petri, jesse, leena, samuel):
    practice = make.practice(CANARY, by=petri)
    practice.opened_at = None

    assert finds(petri)
    assert finds(leena)
    assert not finds(jesse)
    assert not finds(samuel)
    assert not finds(None)


def test_a_situation_and_its_reasoning_are_read_on_their_day_and_found_by_nobody(
    petri, jesse, leena
):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    before = [found_by(one) for one in (petri, jesse, leena)]

    told = Telling(f"{CANARY} ei vastaa.", f"Mitä {CANARY} tekee?", f"{CANARY} laulaa.")
    tell_situation(practice, told, by=petri, language="fi")

    assert [found_by(one) for one in (petri, jesse, leena)] == before


def found_by(person):
    settle()
    return list(rows_of(find(Question(CANARY), seen_by=person)))


def test_a_practice_for_named_people_is_found_by_them_alone(petri, aino, jesse, samuel):
    practice = make.practice(CANARY, by=petri)
    practice.audience = Audience.NAMED
    practice.reader_rows = [PracticeReader(person_id=aino.id)]

    assert finds(aino)
    assert finds(petri)
    assert not finds(jesse)
    assert not finds(samuel)
    assert not finds(None)


def test_what_hangs_on_a_board_is_found_by_nobody(petri, noora, leena):
    board = make.board(f"{CANARY}?", by=petri, people=[noora])
    make.sticky(board, CANARY, by=noora)
    rebuild(lambda: None)

    for person in (petri, noora, leena, None):
        assert not finds(person)


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


def test_what_was_said_in_an_interview_is_found_by_nobody(petri, noora, leena):
    make.said(make.interview(noora, by=petri, topic=CANARY), f"Asiakas ja {CANARY}.")

    for person in (petri, noora, leena, None):
        assert not finds(person)


def test_what_one_plans_to_try_or_proposes_is_found_by_nobody(petri, noora, leena):
    practice = make.practice("Asiakkaan tavoite", by=petri)
    make_plan(practice, Intention(CANARY, CANARY, None), by=noora)
    trial = make.trial(practice, by=noora, verdict=Verdict.FAILED)
    propose_improvement(trial, Proposal("action", CANARY, CANARY, "fi"), by=noora)
    rebuild(lambda: None)

    for person in (petri, noora, leena, None):
        assert not finds(person, f'"{CANARY}"')


def test_what_one_answered_of_oneself_is_found_by_nobody(petri, leena):
    asked = questions_of(QuestionSet.SELF_INVENTORY)[0]
    keep_answer(asked, Told(f"Asiakas ja {CANARY}."), by=petri, language="fi")

    for person in (petri, leena, None):
        assert not finds(person)


def test_what_one_may_not_see_moves_no_figure(petri, aino, jesse):
    make.practice("Asiakkaan tavoite", by=aino)
    finds(jesse)
    before = list(rows_of(find(Question("asiakkaan tavoite"), seen_by=jesse)))
    hidden = make.practice("Asiakkaan toinen tavoite", by=petri)
    hidden.opened_at = None
    finds(jesse)

    after = results_of(Question("asiakkaan tavoite"), seen_by=jesse)

    assert [card.hit.entry.id for card in after.cards] == [1]
    assert after.page.total == after.fitting == len(before) == 1
    assert after.facets == ()


@pytest.fixture
def hidden(petri, aino, noora):
    """Return what lets a canary into everything that some may see and others not."""

    def hide():
        named = make.practice(
            f"Asiakkaan {CANARY}", by=petri, industries=["health"], areas=["quality"]
        )
        make.document(named, by=petri)
        named.audience = Audience.NAMED
        named.reader_rows = [PracticeReader(person_id=aino.id)]
        unopened = make.practice("Asiakkaan tavoite ennen avaamista", by=petri)
        unopened.opened_at = None
        drafted = {"title": unopened.title, "action": f"Asiakas ja {CANARY}."}
        save_draft(unopened, "fi", Wording.parse(drafted), by=petri)
        told = make.meeting(summary=f"Asiakas ja {CANARY}.")
        record_session(make.agreed_pair(petri, noora), told, by=petri)
        make.said(make.interview(noora, by=petri, topic=CANARY), f"Asiakas ja {CANARY}.")
        asked = questions_of(QuestionSet.SELF_INVENTORY)[0]
        keep_answer(asked, Told(f"Asiakas ja {CANARY}."), by=petri, language="fi")

    return hide


@pytest.fixture
def outsiders(jesse, samuel, marjatta):
    """A reader, the administrator, and an author who is one of another pair."""
    make.practice("Asiakkaan tavoite", by=marjatta)
    make.note("Asiakas odottaa. Mitä teen?", by=marjatta)
    make.talk(make.agreed_pair(marjatta, make.person("Tuomas Rinne")))
    return [jesse, samuel, marjatta]


ASKED = (CANARY, "asiakas", "asiakkaan tavoite", "kanaria", "petri")


def everything_shown(person, words):
    """Return every word and figure of the page of results, and of the rows of a command."""
    results = results_of(Question(words), seen_by=person)
    cards = [
        (card.title, card.heading, card.excerpt, card.situation)
        for card in (*results.cards, *results.talks, *results.closest)
    ]
    reasons = [reason.practice.title for one in results.people for reason in one.reasons]
    carried = [practice.title for one in results.named for practice in one.practices]
    figures = (
        results.total,
        results.talked,
        results.fitting,
        results.facets,
        results.readiness,
    )
    rows = [row | {"score": 0} for row in rows_of(find(Question(words), seen_by=person))]
    return str((cards, reasons, carried, figures, rows))


def test_no_word_and_no_figure_tells_others_of_what_is_hidden(outsiders, hidden):
    settle()
    before = {
        (one.id, words): everything_shown(one, words) for one in outsiders for words in ASKED
    }

    hidden()
    settle()

    for one in outsiders:
        for words in ASKED:
            assert everything_shown(one, words) == before[one.id, words]
            assert CANARY not in everything_shown(one, words)


def test_the_same_rows_are_read_whether_or_not_something_is_hidden(outsiders, hidden):
    settle()
    before = rows_of_everybody(outsiders)

    hidden()
    settle()

    assert rows_of_everybody(outsiders) == before


def rows_of_everybody(people):
    """Return how many rows each statement reads, when what is kept at hand is at hand."""
    for one in people:
        for words in ASKED:
            everything_shown(one, words)
    with rows_read() as counted:
        for one in people:
            for words in ASKED:
                everything_shown(one, words)
    return counted


def settle():
    session.commit()
    outbox.drain({EMBED: embed_documents, SENTENCES: embed_sentences})
    begin_writing()

"""No byte of a takeout tells what its reader may not see: a canary word in each thing."""

import pytest
from sqlalchemy import update

from kb.document.attachments.actions import attach
from kb.document.attachments.pictures import read_picture
from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.revisions.actions import hand_over
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.internalise.adoptions.actions import adopt_practice
from kb.internalise.adoptions.forms import Use
from kb.internalise.improvements.actions import propose_improvement
from kb.internalise.improvements.forms import Proposal
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.situations.actions import tell_situation
from kb.internalise.situations.forms import Telling
from kb.internalise.trials.actions import show_trial
from kb.internalise.trials.models import Verdict
from kb.practices.models import Audience, PracticeReader
from kb.share.fit.actions import answer_fit
from kb.share.fit.forms import Opinion
from kb.share.fit.models import Fit
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.asking import round_now
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace
from support import make
from support.files import picture
from support.takeouts import files_in, taken_by

CANARY = "kanarialintu"
CAST = ("petri", "aino", "marjatta", "jesse", "leena", "samuel")


@pytest.fixture
def told(tmp_path, request):
    """Ask of each role whether any file of their takeout, its name too, tells."""
    files = tmp_path / "files"
    everybody = [request.getfixturevalue(name) for name in CAST]

    def told_to(word=CANARY):
        return {one.name.split()[0] for one in everybody if _tells(one, files, word)}

    return told_to


def _tells(person, files, word):
    session.flush()
    held = files_in(taken_by(person, files))
    return any(word.encode() in content or word in path for path, content in held.items())


def wording(title, action=CANARY):
    return Wording.parse({"title": title, "action": action})


def published(title, *, by, action="Soitan."):
    found = make.practice(title, by=by)
    hand_over(found, "fi", wording(title, action), by=by)
    return found


def test_a_published_text_is_told_to_all_so_the_canary_can_sing(petri, told):
    published("Soita", by=petri, action=CANARY)

    assert told() == {"Petri", "Aino", "Marjatta", "Jesse", "Leena", "Samuel"}


def test_a_draft_is_told_to_its_writer_alone(petri, aino, told):
    save_draft(published("Soita", by=petri), "fi", wording("Soita"), by=aino)

    assert told() == {"Aino"}


def test_a_practice_that_its_author_alone_works_on_is_no_others(petri, told):
    begun = make.practice(CANARY, by=petri)
    begun.opened_at = None
    save_draft(begun, "fi", wording(CANARY), by=petri)

    assert told() == {"Petri"}


def test_what_awaits_approval_is_told_to_nobody(petri, aino, told):
    hand_over(make.practice("Soita", by=petri), "fi", wording("Soita"), by=aino)

    assert told() == set()


def test_a_practice_for_named_people_is_told_to_them_alone(petri, aino, told):
    secret = published("Salainen", by=petri, action=CANARY)
    secret.audience = Audience.NAMED
    secret.reader_rows = [PracticeReader(person_id=aino.id)]

    assert told() == {"Petri", "Aino"}


def test_what_links_to_a_secret_practice_tells_no_more_than_its_own_words(petri, told):
    secret = published("Salainen nimi", by=petri)
    secret.slug = CANARY
    secret.audience = Audience.NAMED
    published("Soita", by=petri, action="[[Salainen nimi]]")

    assert told() == {"Petri"}


def test_the_successor_of_what_was_given_up_is_told_to_those_who_see_it(petri, told):
    secret = published("Seuraaja", by=petri)
    farewell = Farewell("Ei toiminut.", "Seuraaja")
    drop_practice(published("Vanha", by=petri), farewell, by=petri)
    secret.slug, secret.audience = CANARY, Audience.NAMED

    assert told() == {"Petri"}
    assert told("Ei toiminut.") == {"Petri", "Aino", "Marjatta", "Jesse", "Leena", "Samuel"}


def test_the_trash_is_told_to_nobody(petri, told):
    published("Soita", by=petri, action=CANARY).removed_at = clock.now()

    assert told() == set()


def test_a_former_version_is_told_to_nobody(petri, told):
    practice = published("Soita", by=petri, action=CANARY)
    form = {"title": "Soita", "action": "Uusi."}
    base = str(current_revision(practice, "fi").id)
    hand_over(practice, "fi", Wording.parse({**form, "base": base}), by=petri)

    assert told() == set()


def test_a_file_of_an_unpublished_text_is_its_writers(petri, aino, told, tmp_path):
    practice = published("Soita", by=petri)
    file = read_picture(f"{CANARY}.png", picture())
    attach(practice, file, by=aino, folder=tmp_path / "files")
    save_draft(practice, "fi", wording("Soita", "Uusi."), by=aino)

    assert told() == {"Aino"}


def test_whoever_hides_as_a_carrier_is_not_named(petri, aino, told):
    published("Soita", by=petri).steward = aino
    assert "Aino" in told("carriers:")

    session.execute(update(CarrierReason).values(hidden=True))

    assert told("carriers:") == set()


def test_marks_meetings_questions_and_answers_are_told_to_nobody(petri, jesse, aino, told):
    practice = published("Soita", by=petri)
    session.add(Mark(practice_id=practice.id, learner_id=jesse.id, kind=MarkKind.READ))
    make.note(f"Mitä {CANARY} sanoo?", by=petri)
    make.question(CANARY, of=petri, by=jesse)
    make.need(f"Kuka on {CANARY}?", by=jesse)
    tried = make.trial(practice, by=jesse, happened=CANARY, verdict=Verdict.FAILED)
    propose_improvement(tried, Proposal("when_not", CANARY, CANARY, "fi"), by=jesse)
    tell_situation(practice, Telling(CANARY, CANARY, CANARY), by=petri, language="fi")
    adopt_practice(practice, Use(clock.today(), CANARY, CANARY), by=aino, language="fi")

    assert told() == set()


def test_the_file_of_a_trial_is_told_to_nobody(petri, jesse, told, tmp_path):
    tried = make.trial(published("Soita", by=petri), by=jesse)
    file = read_picture(f"{CANARY}.png", picture())
    show_trial(tried, file, by=jesse, folder=tmp_path / "files")

    assert told() == set()


def test_what_pairs_say_and_note_for_themselves_is_told_to_nobody(petri, aino, told, tmp_path):
    pair = make.active_pair(petri, aino)
    pair.goal = CANARY
    record_session(pair, make.meeting(published("Soita", by=petri), summary=CANARY), by=petri)
    answer_fit(pair, round_now(pair), Opinion(Fit.NOT, CANARY), by=aino)
    place = KeyPlace(tmp_path / "notes.key")
    place.make()
    keep_note(pair, None, Jotting(CANARY, 0), by=petri, place=place)

    assert told() == set()

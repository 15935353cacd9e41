"""Writing, handing over, approving (R8), and two writers at once."""

import pytest

from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.revisions.actions import (
    hand_back,
    hand_over,
    publish_revision,
)
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording, rendered
from kb.document.revisions.models import PARTS, RevisionState, Source, Text
from kb.document.revisions.queries import (
    current_revision,
    documented_practice_ids,
    draft_of,
    drafts_of,
    revision_of,
    revisions_of,
    revisions_to_approve,
)
from kb.document.upkeep.actions import verify_practice
from kb.document.writing.forms import text_of_note
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import (
    ConflictError,
    DomainError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
)
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import carriers_of
from kb.practices.actions import name_practice
from kb.practices.queries import addresses_by_title
from kb.practices.trust import Trust
from support import make


def wording(action="Soitan heti.", *, title="Hiljaisen asiakkaan herättäminen", base=None):
    text = Text(title, "ei kuulu mitään", action=action)
    return Wording(text, rendered(text), base_id=base)


def test_a_holder_publishes_their_own_text(aino):
    practice = make.practice(by=aino)

    revision = hand_over(practice, "fi", wording(), by=aino)

    assert revision.state is RevisionState.PUBLISHED
    assert current_revision(practice, "fi") is revision


def test_the_holder_approves_what_others_wrote(marjatta, noora):
    practice = make.practice(by=noora, holder=marjatta)

    revision = hand_over(practice, "fi", wording(), by=noora)
    with pytest.raises(NotAllowedError, match="revision.holder_approves"):
        publish_revision(revision, by=noora)
    publish_revision(revision, by=marjatta)

    assert revision.state is RevisionState.PUBLISHED
    assert revision.approver_id == marjatta.id


def test_what_awaits_approval_waits_on_the_holders_page_only(marjatta, noora, petri):
    practice = make.practice(by=noora, holder=marjatta)

    revision = hand_over(practice, "fi", wording(), by=noora)

    assert revisions_to_approve(marjatta) == [revision]
    assert revisions_to_approve(noora) == []
    assert revisions_to_approve(petri) == []


def test_with_no_holder_the_steward_approves(aino, petri):
    practice = name_practice(make.naming(), by=aino)

    with pytest.raises(NotAllowedError):
        publish_revision(hand_over(practice, "fi", wording(), by=petri), by=petri)
    published = hand_over(practice, "fi", wording("Toisin."), by=aino)

    assert published.state is RevisionState.PUBLISHED


def test_when_every_holder_is_gone_the_steward_approves(aino, marjatta):
    practice = make.practice(by=aino, holder=marjatta)
    marjatta.suspended_at = clock.now()
    session.flush()

    revision = hand_over(practice, "fi", wording(), by=aino)

    assert revision.state is RevisionState.PUBLISHED


def test_a_text_handed_back_is_its_writers_draft_with_the_reason(marjatta, noora):
    practice = make.practice(by=noora, holder=marjatta)
    revision = hand_over(practice, "fi", wording(), by=noora)

    with pytest.raises(DomainError, match="revision.reason_needed"):
        hand_back(revision, "  ", by=marjatta)
    hand_back(revision, "En minä noin tee.", by=marjatta)

    assert revision.state is RevisionState.RETURNED
    assert revision.refusal == "En minä noin tee."
    assert [draft.text.action for draft in drafts_of(noora)] == ["Soitan heti."]


def test_only_who_may_approve_hands_back_or_publishes(marjatta, noora, petri):
    revision = hand_over(make.practice(by=noora, holder=marjatta), "fi", wording(), by=noora)

    for nobody in (noora, petri):
        with pytest.raises(NotAllowedError, match="revision.holder_approves"):
            hand_back(revision, "Ei näin.", by=nobody)
        with pytest.raises(NotAllowedError, match="revision.holder_approves"):
            publish_revision(revision, by=nobody)

    assert revision.state is RevisionState.AWAITING


def test_a_hint_that_was_left_is_handed_over_to_nobody(aino):
    practice = make.practice(by=aino, holder=aino)

    with pytest.raises(InvalidError) as refused:
        hand_over(practice, "fi", wording("> ✎ Kerro, miten aloitat."), by=aino)

    assert refused.value.fields == {"action": "revision.hint_left"}
    assert list(revisions_of(practice, seen_by=aino)) == []


def test_a_new_wording_takes_the_place_of_the_former(aino):
    practice = make.practice(by=aino)
    first = hand_over(practice, "fi", wording(), by=aino)

    second = hand_over(practice, "fi", wording("Soitan heti aamulla.", base=first.id), by=aino)

    assert first.state is RevisionState.SUPERSEDED
    assert (first.number, second.number) == (1, 2)
    assert current_revision(practice, "fi") is second


def test_each_language_has_its_own_line_of_revisions(aino):
    practice = make.practice(by=aino)
    finnish = hand_over(practice, "fi", wording(), by=aino)

    english = hand_over(practice, "en", wording("I call.", title="Waking a customer"), by=aino)

    assert english.number == 1
    assert current_revision(practice, "fi") is finnish
    assert practice.title == finnish.title


def test_a_practice_is_called_as_its_text_in_its_own_language_says(aino):
    practice = make.practice("Ensimmäinen nimi", by=aino)

    hand_over(practice, "fi", wording(title="Toinen nimi"), by=aino)
    hand_over(practice, "en", wording("I call.", title="A third name"), by=aino)

    assert practice.title == "Toinen nimi"
    names = ["Ensimmäinen nimi", "Toinen nimi", "A third name"]
    assert addresses_by_title(names, seen_by=aino) == dict.fromkeys(names, practice.slug)


def test_the_loser_of_an_edit_race_keeps_their_text_as_a_draft(aino, marjatta):
    practice = make.practice(by=aino)
    first = hand_over(practice, "fi", wording(), by=aino)
    hand_over(practice, "fi", wording("Aino ehti.", base=first.id), by=aino)
    session.commit()

    with pytest.raises(ConflictError, match="revision.overtaken"):
        hand_over(practice, "fi", wording("Marjatan teksti.", base=first.id), by=marjatta)

    draft = draft_of(practice, "fi", by=marjatta)
    assert draft.conflict
    assert draft.text.action == "Marjatan teksti."
    assert current_revision(practice, "fi").text.action == "Aino ehti."


def test_who_presses_twice_hands_over_once(aino):
    practice = make.practice(by=aino)
    first = hand_over(practice, "fi", wording(), by=aino)
    save_draft(practice, "fi", wording(), by=aino)

    assert hand_over(practice, "fi", wording(), by=aino) is first
    assert drafts_of(aino) == []


def test_handing_over_needs_a_text(aino):
    practice = make.practice(by=aino)

    with pytest.raises(DomainError, match="revision.nothing_written"):
        hand_over(practice, "fi", wording(""), by=aino)


@pytest.mark.parametrize(
    ("begun", "known"),
    [(one, one) for one in (Source.INTERVIEW, Source.SPARRING, Source.WORKSHOP, Source.TRIAL)]
    + [(Source.OWN, Source.OWN), (Source.IMPORT, Source.OWN)],
)
def test_a_text_made_of_what_was_said_or_tried_knows_so(aino, begun, known):
    practice = make.practice(by=aino)
    save_draft(practice, "fi", wording(), by=aino, source=begun)

    assert hand_over(practice, "fi", wording(), by=aino).source is known


def test_a_draft_is_one_persons_and_disappears_when_handed_over(aino, petri):
    practice = make.practice(by=aino)
    save_draft(practice, "fi", wording("Ainon."), by=aino)
    save_draft(practice, "fi", wording("Petrin."), by=petri)

    hand_over(practice, "fi", wording("Ainon."), by=aino)

    assert draft_of(practice, "fi", by=aino) is None
    assert draft_of(practice, "fi", by=petri).text.action == "Petrin."


def test_an_unpublished_revision_is_seen_by_writer_holder_and_coordinator(
    noora, marjatta, leena, jesse, samuel
):
    practice = make.practice(by=noora, holder=marjatta)
    revision = hand_over(practice, "fi", wording(), by=noora)

    seeing = [
        person
        for person in (noora, marjatta, leena, jesse, samuel)
        if revisions_of(practice, seen_by=person)
    ]

    assert seeing == [noora, marjatta, leena]
    with pytest.raises(NotFoundError):
        revision_of(practice, revision.id, seen_by=jesse)


def test_a_revision_is_found_under_its_own_practice_only(aino):
    one, other = make.practice(by=aino), make.practice("Muu", by=aino)
    revision = hand_over(one, "fi", wording(), by=aino)

    with pytest.raises(NotFoundError):
        revision_of(other, revision.id, seen_by=aino)


def test_publishing_makes_the_writer_one_who_documented_it(marjatta, noora):
    practice = make.practice(by=noora, holder=marjatta)

    publish_revision(hand_over(practice, "fi", wording(), by=noora), by=marjatta)

    bases = {
        one.person.name: {why.basis for why in one.reasons} for one in carriers_of(practice)
    }
    assert bases == {
        "Marjatta Hietala": {Basis.DECLARED},
        "Noora Vainio": {Basis.DOCUMENTED},
    }


@pytest.mark.parametrize(
    ("medium", "words", "documented"),
    [
        (Medium.SHORT_TEXT, 50, True),
        (Medium.SHORT_TEXT, 500, False),
        (Medium.LONG_TEXT, 50, False),
        (Medium.LONG_TEXT, 200, True),
        (Medium.MAP, 50, False),
        (Medium.VIDEO, 50, False),
    ],
)
def test_the_content_must_match_the_medium(aino, medium, words, documented):
    practice = make.practice(by=aino)
    choose_medium(practice, MediumChoice(medium, Formality.FREE, "sopii"), by=aino)

    hand_over(practice, "fi", wording("sana " * words), by=aino)

    assert (practice.id in session.scalars(documented_practice_ids()).all()) is documented


def test_without_a_chosen_medium_nothing_is_documented(aino):
    practice = make.practice(by=aino)

    hand_over(practice, "fi", wording(), by=aino)

    assert session.scalars(documented_practice_ids()).all() == []


def test_a_medium_without_a_reason_is_refused():
    with pytest.raises(InvalidError) as refused:
        MediumChoice.parse({"medium": "video", "medium_reason": " "})

    assert refused.value.fields == {"medium_reason": "medium.reason_needed"}


def test_a_new_wording_is_not_yet_verified(aino):
    practice = make.practice(by=aino)
    first = hand_over(practice, "fi", wording(), by=aino)
    verify_practice(practice, by=aino, months=6)
    assert practice.trust is Trust.VERIFIED

    hand_over(practice, "fi", wording("Toisin.", base=first.id), by=aino)

    assert practice.trust is Trust.UNVERIFIED


def test_only_the_steward_or_the_holder_verifies(aino, petri):
    practice = make.practice(by=aino)

    with pytest.raises(NotAllowedError):
        verify_practice(practice, by=petri, months=6)


def test_a_notes_words_come_to_their_places():
    text = text_of_note("Mitä teen, kun asiakas on hiljaa?", "Soita.")

    assert text.title == "Mitä teen, kun asiakas on hiljaa"
    assert text.readers_words == "Mitä teen, kun asiakas on hiljaa?"
    assert text.parts == {**dict.fromkeys(PARTS, ""), "action": "Soita."}


def test_a_link_is_followed_by_title_and_a_picture_by_name():
    html = rendered(Text("T", "", action="[[Muistio]] ![kartta](kuvat/P02.png)"), slug="t")

    assert 'href="/practices/titled/Muistio"' in html["action"]
    assert 'src="/practices/t/files/P02.png"' in html["action"]

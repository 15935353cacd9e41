"""A trial that had to be adapted or did not work improves the practice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kb.document.revisions.actions import hand_back, hand_over, publish_revision
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording, rendered
from kb.document.revisions.models import RevisionState, Source
from kb.document.revisions.queries import current_revision, draft_of
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from kb.identify.recognitions.queries import recognitions_lately
from kb.internalise.improvements.actions import (
    decide_improvement,
    propose_improvement,
    withdraw_improvement,
)
from kb.internalise.improvements.forms import Decision, Proposal
from kb.internalise.improvements.models import ImprovementState
from kb.internalise.improvements.queries import (
    improvement_by_id,
    improvements_to_decide,
    loops,
)
from kb.internalise.trials.models import Verdict
from kb.internalise.trials.queries import failed_trials_for
from kb.notices.models import NoticeKind
from kb.notices.queries import notices_of
from kb.practices.models import Audience, PracticeReader
from support import make

LOWER = "Soita ensin päivystäjälle, jos kello on yli kuusi."
YES = Decision(ImprovementState.ACCEPTED, "Huomasit, mitä iltaisin käy.")
NO = Decision(ImprovementState.REFUSED, "Ilta on poikkeus, josta P25 kertoo.")


@pytest.fixture
def practice(petri):
    made = make.practice(by=petri)
    make.document(made, by=petri)
    return made


@pytest.fixture
def improvement(practice, noora):
    return proposed(practice, by=noora)


def proposed(practice, *, by, text=LOWER, verdict=Verdict.FAILED):
    trial = make.trial(practice, by=by, verdict=verdict)
    return propose_improvement(trial, said(text), by=by)


def said(text=LOWER):
    return Proposal("when_not", text, "Illalla kukaan ei vastannut.", "fi")


def published(practice, *, by, **otherwise):
    """Hand over what ``by`` has in the draft, as the writing form does."""
    draft = draft_of(practice, "fi", by=by)
    text = draft.text
    wording = Wording(text, rendered(text), draft.change_note, draft.base_id, **otherwise)
    return hand_over(practice, "fi", wording, by=by)


def told(person):
    return [line.notice.kind for line in notices_of(person, 1).items]


def test_owner_and_holders_are_told_and_it_waits_for_them(improvement, practice, petri, aino):
    practice.steward_id = aino.id

    assert told(petri) == [NoticeKind.IMPROVEMENT_PROPOSED]
    for one in (petri, aino):
        assert list(improvements_to_decide(one, at_most=5)) == [improvement]


def test_nothing_is_proposed_of_what_worked_or_had_no_chance(practice, noora):
    for verdict in (Verdict.WORKED, Verdict.NOT_YET):
        trial = make.trial(practice, by=noora, verdict=verdict)
        with pytest.raises(DomainError, match="improvement.nothing_to_improve"):
            propose_improvement(trial, said(), by=noora)


def test_the_one_who_tried_proposes_and_once(practice, noora, jesse, improvement):
    with pytest.raises(NotAllowedError, match="improvement.of_own_trial"):
        propose_improvement(improvement.trial, said(), by=jesse)
    with pytest.raises(ConflictError, match="improvement.proposed_already"):
        propose_improvement(improvement.trial, said("Muuta."), by=noora)


def test_accepting_opens_the_text_with_the_proposal_in_its_place(improvement, practice, petri):
    decide_improvement(improvement, YES, by=petri)

    draft = draft_of(practice, "fi", by=petri)
    assert draft.when_not == LOWER
    assert draft.action == current_revision(practice, "fi").action
    assert draft.source is Source.TRIAL
    assert "Noora Vainio" in draft.change_note
    assert "Illalla kukaan ei vastannut." in draft.change_note


def test_published_it_names_the_trial_and_thanks_the_one_who_tried(
    improvement, practice, petri, noora
):
    decide_improvement(improvement, YES, by=petri)
    assert list(recognitions_lately(noora)) == []

    revision = published(practice, by=petri)

    assert (revision.source, revision.state) == (Source.TRIAL, RevisionState.PUBLISHED)
    assert improvement.revision is revision
    assert improvement.carried_at
    (thanks,) = recognitions_lately(noora)
    assert (thanks.reason, thanks.by, thanks.practice) == (YES.answer, petri, practice)
    assert NoticeKind.IMPROVEMENT_DECIDED in told(noora)


def test_the_owner_accepts_and_a_holder_still_approves(
    improvement, practice, petri, aino, noora
):
    practice.steward_id = aino.id
    decide_improvement(improvement, YES, by=aino)
    revision = published(practice, by=aino)
    assert improvement.carried_at is None

    publish_revision(revision, by=petri)

    assert improvement.carried_at
    assert recognitions_lately(noora)[0].by == aino


def test_a_wording_handed_back_and_over_again_still_carries_it(
    improvement, practice, petri, aino
):
    practice.steward_id = aino.id
    decide_improvement(improvement, YES, by=aino)
    hand_back(published(practice, by=aino), "Lyhemmin.", by=petri)
    draft = draft_of(practice, "fi", by=aino)
    draft.when_not = "Illalla soita päivystäjälle."

    publish_revision(published(practice, by=aino), by=petri)

    assert improvement.revision.when_not == "Illalla soita päivystäjälle."
    assert improvement.carried_at


def test_refused_it_tells_why_and_changes_nothing(improvement, practice, petri, noora):
    decide_improvement(improvement, NO, by=petri)

    assert draft_of(practice, "fi", by=petri) is None
    assert NoticeKind.IMPROVEMENT_DECIDED in told(noora)
    assert improvement_by_id(improvement.id, seen_by=noora).answer == NO.answer


def test_two_proposals_do_not_lose_each_other(improvement, practice, petri, jesse, noora):
    second = proposed(practice, by=jesse, text="Ei myöskään yöllä.", verdict=Verdict.ADAPTED)

    decide_improvement(improvement, YES, by=petri)
    decide_improvement(second, Decision(ImprovementState.ACCEPTED, "Yö puuttui."), by=petri)

    draft = draft_of(practice, "fi", by=petri)
    assert draft.when_not == f"{LOWER}\n\nEi myöskään yöllä."
    assert {"Noora Vainio", "Jesse Lindqvist"} == {
        name for name in ("Noora Vainio", "Jesse Lindqvist") if name in draft.change_note
    }
    published(practice, by=petri)
    assert improvement.carried_at
    assert second.carried_at
    assert recognitions_lately(jesse)[0].reason == "Yö puuttui."


def test_accepted_by_two_people_the_later_one_is_brought_together(
    improvement, practice, petri, jesse, aino
):
    second = proposed(practice, by=jesse, text="Ei myöskään yöllä.")
    practice.steward_id = aino.id
    decide_improvement(improvement, YES, by=petri)
    decide_improvement(second, YES, by=aino)

    published(practice, by=petri)

    assert second.carried_at is None
    later = draft_of(practice, "fi", by=aino)
    assert later.conflict
    assert later.when_not == "Ei myöskään yöllä."


def test_what_one_is_writing_already_is_kept(improvement, practice, petri):
    decide_improvement(proposed(practice, by=improvement.by), NO, by=petri)
    current = current_revision(practice, "fi")
    mine = Wording(replace(current.text, why="Oma perustelu."), {}, "Omat", current.id)
    save_draft(practice, "fi", mine, by=petri)

    decide_improvement(improvement, YES, by=petri)

    draft = draft_of(practice, "fi", by=petri)
    assert (draft.why, draft.when_not) == ("Oma perustelu.", LOWER)
    assert draft.change_note.startswith("Omat; ")


def test_it_is_decided_once(improvement, petri, leena):
    decide_improvement(improvement, NO, by=petri)

    with pytest.raises(ConflictError, match="improvement.over_already"):
        decide_improvement(improvement, YES, by=leena)


def test_what_is_decided_waits_for_the_holder_no_longer(improvement, petri):
    assert list(failed_trials_for(petri)) == [improvement.trial]

    decide_improvement(improvement, NO, by=petri)

    assert list(failed_trials_for(petri)) == []


def test_of_what_was_given_up_nothing_waits(improvement, practice, petri):
    practice.dropped_at = clock.now()

    assert list(improvements_to_decide(petri, at_most=5)) == []


def test_its_own_proposer_decides_nothing(improvement, practice, noora, aino):
    practice.steward_id = noora.id

    for other in (noora, aino):
        with pytest.raises(NotAllowedError, match="improvement.not_yours"):
            decide_improvement(improvement, YES, by=other)


def test_who_may_not_write_refuses_but_does_not_accept(practice, improvement, jesse):
    practice.steward_id = jesse.id

    with pytest.raises(NotAllowedError, match="improvement.writer_accepts"):
        decide_improvement(improvement, YES, by=jesse)
    decide_improvement(improvement, NO, by=jesse)


def test_where_holder_and_owner_are_gone_it_is_the_coordinators(practice, petri, noora, leena):
    petri.suspended_at = clock.now()

    improvement = proposed(practice, by=noora)

    assert told(leena) == [NoticeKind.IMPROVEMENT_PROPOSED]
    assert list(improvements_to_decide(leena, at_most=5)) == [improvement]


def test_a_coordinator_is_not_asked_while_somebody_looks_after_it(improvement, leena):
    assert list(improvements_to_decide(leena, at_most=5)) == []


def test_the_proposer_withdraws_what_is_not_decided(improvement, practice, noora, petri):
    with pytest.raises(NotAllowedError, match="improvement.own_withdrawn"):
        withdraw_improvement(improvement, by=petri)
    withdraw_improvement(improvement, by=noora)

    assert list(improvements_to_decide(petri, at_most=5)) == []
    with pytest.raises(ConflictError, match="improvement.over_already"):
        decide_improvement(improvement, YES, by=petri)
    propose_improvement(improvement.trial, said("Uusi."), by=noora)


def test_only_those_concerned_see_it(improvement, petri, noora, leena, aino):
    for one in (petri, noora, leena):
        assert improvement_by_id(improvement.id, seen_by=one) is improvement
    with pytest.raises(NotFoundError):
        improvement_by_id(improvement.id, seen_by=aino)


def test_who_may_no_longer_see_the_practice_sees_no_proposal(
    improvement, practice, petri, noora
):
    practice.audience = Audience.NAMED
    practice.reader_rows = [PracticeReader(person_id=petri.id)]

    with pytest.raises(NotFoundError):
        improvement_by_id(improvement.id, seen_by=noora)


def test_from_trial_to_decision_is_counted_in_days(practice, petri, noora, jesse):
    make.trial(practice, by=noora, verdict=Verdict.WORKED)
    undecided = proposed(practice, by=jesse)
    decided = proposed(practice, by=noora, verdict=Verdict.ADAPTED)
    with clock.standing_at(clock.now() + timedelta(days=12)):
        decide_improvement(decided, NO, by=petri)

    found = {row.trial_id: row.days for row in session.execute(loops())}

    assert set(found) == {undecided.trial_id, decided.trial_id}
    assert found[undecided.trial_id] is None
    assert found[decided.trial_id] == pytest.approx(12, abs=0.01)

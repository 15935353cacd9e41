"""From a talk to a practice: answers under their headings, codes for names, then a yes."""

import pytest
from sqlalchemy import select

from kb.context.questions.models import QuestionSet
from kb.cycle.origins import origins_of
from kb.cycle.provenance.queries import provenance
from kb.document.elicitation.drafting import draft_practice, object_to
from kb.document.elicitation.forgetting import forget_due, withdraw
from kb.document.elicitation.forms import Drafting, Objection
from kb.document.elicitation.guides import ElicitationMethod
from kb.document.elicitation.models import ElicitationState
from kb.document.elicitation.queries import (
    answers_in,
    disagreements_in,
    said_in,
)
from kb.document.methods.models import Documentation, Method
from kb.document.revisions.actions import hand_over, publish_revision
from kb.document.revisions.drafts import discard_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import RevisionState, Source
from kb.document.revisions.queries import current_revision, draft_of
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.identify.carriers.queries import holders_of, is_held_by
from kb.identify.identifications.models import Identification, Trigger
from support import make

CANARY = "kanarialintu"
SAID = (
    "Asiakas Pohjolan Voima soitti illalla.",
    "Ääni oli outo.",
    "Soitin ensin asiakkaalle.",
    "Päätin lähettää tiedotteen.",
)


@pytest.fixture
def talk(noora, marjatta):
    made = make.interview(marjatta, by=noora)
    make.said(made, *SAID)
    return made


def drafted(talk, title="Häiriöillan ensimmäinen soitto", **codes):
    said = said_in(talk)
    return draft_practice(
        talk, Drafting.parse({"title": title, **codes}, said), by=talk.interviewer
    )


def handed_over(talk):
    practice, writer = talk.practice, talk.interviewer
    draft = draft_of(practice, "fi", by=writer)
    wording = Wording.parse({"title": draft.title, **draft.text.parts})
    return hand_over(practice, "fi", wording, by=writer)


def test_each_answer_goes_under_its_own_heading(talk, noora):
    practice = drafted(talk)

    parts = draft_of(practice, "fi", by=noora).text.parts
    assert parts["situation"] == "\n\n".join(SAID[:2])
    assert parts["action"] == "\n\n".join(SAID[2:])
    assert (parts["why"], parts["when_not"], parts["example"]) == ("", "", "")


def test_a_code_stands_in_the_place_of_a_name(talk, noora):
    practice = drafted(talk, **{"code-0": "Energia-07"})

    draft = draft_of(practice, "fi", by=noora)
    assert "Pohjolan Voima" not in draft.text.body
    assert "Energia-07" in draft.text.body
    assert "Pohjolan Voima" in said_in(talk)  # what was said is as it was said


def test_the_carrier_holds_the_practice_and_approves_it(talk, noora, marjatta):
    practice = drafted(talk)
    assert talk.state is ElicitationState.DRAFTED
    assert [one.name for one in holders_of(practice)] == ["Marjatta Hietala"]

    revision = handed_over(talk)

    assert revision.state is RevisionState.AWAITING
    assert (revision.source, talk.revision) == (Source.INTERVIEW, revision)
    publish_revision(revision, by=marjatta)
    assert talk.state is ElicitationState.APPROVED
    assert current_revision(practice, "fi") is revision


@pytest.mark.parametrize(
    ("method", "of", "recorded"),
    [
        (
            ElicitationMethod.CRITICAL_DECISION,
            QuestionSet.CRITICAL_DECISION,
            Method.QUESTIONING,
        ),
        (ElicitationMethod.ANALOGY, QuestionSet.ANALOGY, Method.COMPARISON),
        (
            ElicitationMethod.EXPLAIN_BACK,
            QuestionSet.EXPLAIN_BACK,
            Method.PAIR_DOCUMENTATION,
        ),
    ],
)
def test_the_way_it_was_made_is_recorded(noora, marjatta, method, of, recorded):
    talk = make.interview(marjatta, by=noora, method=method, of=of)
    make.said(talk, "Se on kuin kahvin keitto.", "Koska molemmissa odotetaan.")
    drafted(talk)

    made = session.get(Documentation, handed_over(talk).id)

    assert made.method is recorded
    assert made.people == ["Noora Vainio", "Marjatta Hietala"]


def test_a_carrier_who_disagrees_leaves_both_sides_words(talk, noora, marjatta):
    practice = drafted(talk)
    handed_over(talk)

    object_to(talk, Objection("En soittanut ensin.", "Luin ensin lokin."), by=marjatta)

    assert talk.state is ElicitationState.REJECTED
    assert [(one.why, one.own_words) for one in disagreements_in(talk)] == [
        ("En soittanut ensin.", "Luin ensin lokin.")
    ]
    assert draft_of(practice, "fi", by=noora).text.parts["action"] == "\n\n".join(SAID[2:])


def test_it_is_sent_again_and_still_comes_of_the_talk(talk, marjatta):
    drafted(talk)
    handed_over(talk)
    object_to(talk, Objection("En soittanut ensin."), by=marjatta)

    again = handed_over(talk)

    assert talk.revision is again
    assert (again.source, talk.state) == (Source.INTERVIEW, ElicitationState.DRAFTED)
    assert len(disagreements_in(talk)) == 1


def test_only_who_was_asked_disagrees(talk, noora, marjatta):
    drafted(talk)
    with pytest.raises(DomainError) as refused:
        object_to(talk, Objection("Ei."), by=marjatta)
    assert refused.value.key == "elicitation.nothing_to_decide"
    handed_over(talk)
    with pytest.raises(NotAllowedError):
        object_to(talk, Objection("Ei."), by=noora)


def test_only_the_interviewer_makes_the_draft(talk, marjatta):
    with pytest.raises(NotAllowedError):
        draft_practice(talk, Drafting("Nimi", {}), by=marjatta)


def test_without_an_answer_there_is_no_draft(noora, marjatta):
    talk = make.interview(marjatta, by=noora)

    with pytest.raises(DomainError) as refused:
        drafted(talk)

    assert refused.value.key == "elicitation.nothing_answered"


def test_a_second_draft_waits_until_the_first_is_gone(talk, noora):
    practice = drafted(talk)
    with pytest.raises(DomainError) as refused:
        drafted(talk)
    assert refused.value.key == "elicitation.draft_is_there"

    discard_draft(practice, "fi", by=noora)

    assert drafted(talk) is practice


def test_no_second_draft_is_made_while_the_first_is_read(talk):
    drafted(talk)
    handed_over(talk)

    with pytest.raises(DomainError) as refused:
        drafted(talk)

    assert refused.value.key == "elicitation.awaits_its_carrier"


def test_what_was_written_already_stays_before_the_answers(noora, marjatta):
    practice = make.practice(by=marjatta)
    published = make.document(practice, by=marjatta, action="Näin on kirjoitettu.")
    talk = make.interview(marjatta, by=noora, practice=practice.slug)
    make.said(talk, *SAID)

    drafted(talk)

    draft = draft_of(practice, "fi", by=noora)
    assert draft.action.startswith("Näin on kirjoitettu.\n\nSoitin ensin")
    assert draft.base_id == published.id
    assert talk.practice is practice


def test_what_was_asked_for_is_what_made_one_notice(leena, marjatta, jesse):
    need = make.need(by=jesse)
    talk = make.interview(marjatta, by=leena, need=need.id)
    make.said(talk, *SAID)

    practice = drafted(talk)

    noticed = select(Identification.trigger).where(Identification.practice_id == practice.id)
    assert session.scalars(noticed).all() == [Trigger.NEED]


def test_who_is_asked_of_what_nobody_holds_becomes_its_holder(noora, marjatta, petri):
    practice = make.practice(by=petri)
    petri.suspended_at = clock.now()
    talk = make.interview(marjatta, by=noora, practice=practice.slug)
    make.said(talk, *SAID)

    drafted(talk)

    assert is_held_by(practice, marjatta)


def test_a_yes_taken_back_takes_the_drafts_and_leaves_what_was_approved(talk, noora, marjatta):
    practice = drafted(talk)
    handed_over(talk)

    withdraw(talk, by=marjatta)

    assert talk.revision is None
    assert draft_of(practice, "fi", by=noora) is None
    assert practice.title == "Häiriöillan ensimmäinen soitto"


def test_what_was_approved_stays_when_the_answers_go(talk, marjatta):
    practice = drafted(talk)
    publish_revision(handed_over(talk), by=marjatta)

    with clock.standing_at(clock.days_ago(-184)):
        forget_due()

    assert answers_in(talk) == {}
    assert current_revision(practice, "fi").action == "\n\n".join(SAID[2:])


def test_those_who_took_part_see_where_a_text_came_from(talk, noora, marjatta, leena, petri):
    practice = drafted(talk)
    revision = handed_over(talk)
    publish_revision(revision, by=marjatta)

    for one in (noora, marjatta):
        assert [origin.number for origin in origins_of(practice, seen_by=one)] == [talk.id]
        assert "interview" in kinds(practice, one)
    for other in (leena, petri):
        assert origins_of(practice, seen_by=other) == []
        assert "interview" not in kinds(practice, other)


def kinds(practice, person):
    return [origin.kind for origin in provenance(practice, seen_by=person).came_from]

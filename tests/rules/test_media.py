"""The medium assistant: every answer leads to a form that fits, with its reason (R3)."""

from itertools import product

import pytest

from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.proposals import PROPOSALS, TIPS, Answers, Formality, Matter, Medium
from kb.document.media.queries import form_of
from kb.foundation import clock
from kb.foundation.catalogues import LANGUAGES, catalogue
from kb.foundation.errors import InvalidError
from support import make

YES_NO = (True, False)
EVERY = [Answers(*said) for said in product(YES_NO, Matter, YES_NO, YES_NO)]


@pytest.mark.parametrize("answers", EVERY, ids=str)
def test_every_combination_of_answers_is_given_a_form_with_its_reason(answers):
    proposal = answers.proposal

    wanted = Formality.FORMAL if answers.same else Formality.FREE
    assert proposal.formality is wanted
    for language in LANGUAGES:
        assert proposal.reason_in(language) != proposal.reason
        assert catalogue(language).gettext(proposal.tip) != proposal.tip


@pytest.mark.parametrize("matter", set(Matter) - {Matter.RELATIONS})
@pytest.mark.parametrize("hurry", [*YES_NO, None])
def test_what_must_be_seen_or_heard_becomes_a_video(matter, hurry):
    assert Answers(seen=True, matter=matter, hurry=hurry).proposal.medium is Medium.VIDEO


@pytest.mark.parametrize(
    ("matter", "hurry", "medium"),
    [
        (Matter.STEPS, True, Medium.SHORT_TEXT),
        (Matter.STEPS, False, Medium.DIAGRAM),
        (Matter.RELATIONS, True, Medium.MAP),
        (Matter.RELATIONS, False, Medium.MAP),
        (Matter.JUDGEMENT, True, Medium.SHORT_TEXT),
        (Matter.JUDGEMENT, False, Medium.LONG_TEXT),
        (Matter.TONE, True, Medium.SHORT_TEXT),
        (Matter.TONE, False, Medium.LONG_TEXT),
    ],
)
def test_what_need_not_be_seen_follows_what_it_is_about(matter, hurry, medium):
    assert Answers(seen=False, matter=matter, hurry=hurry).proposal.medium is medium


def test_every_row_of_the_table_is_reached_and_every_form_is_proposed():
    partly = [
        Answers(*said) for said in product((*YES_NO, None), (*Matter, None), (*YES_NO, None))
    ]

    reached = {one.proposal.reason for one in partly if one.proposal}

    assert reached == {reason for *_, reason in PROPOSALS}
    assert {one.proposal.medium for one in EVERY} == set(Medium) == set(TIPS)


def test_seen_or_heard_alone_is_enough_and_nothing_is_not():
    assert Answers.parse({"seen": "yes"}).proposal.medium is Medium.VIDEO
    assert Answers.parse({}).proposal is None
    assert Answers.parse({"seen": "perhaps", "matter": "weather"}).proposal is None


def test_a_taken_proposal_brings_its_own_reason(marjatta):
    practice = make.practice(by=marjatta)
    choice = MediumChoice.parse({"seen": "yes", "matter": "tone", "medium": "video"})

    choose_medium(practice, choice, by=marjatta)

    form = form_of(practice)
    assert form.reason == "Sävy, tauot ja ilmeet katoavat tekstissä. Ne on kuultava ja nähtävä."
    assert form.own_reason == ""
    assert form.proposed is form.medium is Medium.VIDEO


def test_another_form_than_the_proposed_asks_for_a_reason():
    answered = {"seen": "yes", "medium": "short_text"}

    with pytest.raises(InvalidError) as refused:
        MediumChoice.parse({**answered, "medium_reason": "  "})

    assert refused.value.fields == {"medium_reason": "medium.another_needs_reason"}
    assert MediumChoice.parse({**answered, "medium_reason": "Kiire."}).reason == "Kiire."


def test_what_was_answered_proposed_and_chosen_is_kept_with_who_and_when(noora):
    practice = make.practice(by=noora)
    said = {"seen": "yes", "matter": "tone", "hurry": "yes", "same": "no"}
    choice = MediumChoice.parse({**said, "medium": "short_text", "medium_reason": "Kiire."})

    choose_medium(practice, choice, by=noora)

    form = form_of(practice)
    assert form.answers == Answers(seen=True, matter=Matter.TONE, hurry=True, same=False)
    assert (form.proposed, form.medium) == (Medium.VIDEO, Medium.SHORT_TEXT)
    assert (form.reason, form.chosen_by) == ("Kiire.", noora)


def test_the_same_choice_again_is_still_the_first_ones(marjatta, noora):
    practice = make.practice(by=marjatta)
    choice = MediumChoice.parse({"seen": "yes", "medium": "video"})
    with clock.standing_at(clock.days_ago(9)):
        first = choose_medium(practice, choice, by=marjatta).chosen_at

    choose_medium(practice, choice, by=noora)

    assert (form_of(practice).chosen_by, form_of(practice).chosen_at) == (marjatta, first)

"""Questions: four sets and two guides, asked for a case first, minded by the admin."""

import re

import pytest

from kb.context.questions.actions import (
    add_question,
    move_question,
    remove_question,
    restore_questions,
    reword_question,
)
from kb.context.questions.forms import Asking
from kb.context.questions.models import Heading, Phase, QuestionSet, phases_of
from kb.context.questions.queries import question_in, questions_of, reworded_sets
from kb.foundation.errors import DomainError, InvalidError, NotFoundError

CASE = {
    "fi": re.compile(r"\b(muistele|kerro|tilanne|kerta|mitä tapahtui)\b", re.IGNORECASE),
    "en": re.compile(r"\b(think back|tell|situation|time when|what happened)\b", re.IGNORECASE),
}
OPINION = re.compile(
    r"\b(mitä mieltä|mitä ajattelet|mielestäsi|do you think|your opinion)\b", re.IGNORECASE
)


def asking(**otherwise):
    fields = {"fi": "Mitä teit?", "en": "What did you do?", "heading": Heading.ACTION}
    return Asking(**{**fields, "phase": Phase.TALK, **otherwise})


def form(**otherwise):
    return {"fi": "Mitä teit?", "en": "What did you do?", "heading": "action", **otherwise}


@pytest.mark.parametrize("which", QuestionSet)
def test_a_set_asks_eight_things_or_more_in_both_languages(house, which):
    questions = questions_of(which)

    assert len(questions) >= 8
    assert all(one.words_in("fi").endswith(("?", ".", "”")) for one in questions)
    assert len({one.words_in("fi") for one in questions}) == len(questions)
    assert len({one.words_in("en") for one in questions}) == len(questions)


@pytest.mark.parametrize("which", QuestionSet)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_set_begins_with_a_case_and_asks_no_opinion(house, which, language):
    first, *rest = (one.words_in(language) for one in questions_of(which))

    assert CASE[language].search(first)
    assert [one for one in (first, *rest) if OPINION.search(one)] == []


@pytest.mark.parametrize("which", QuestionSet)
def test_every_phase_of_a_set_asks_something(house, which):
    assert {one.phase for one in questions_of(which)} == set(phases_of(which))


def test_every_heading_of_a_practice_is_asked_for(house):
    for which in QuestionSet:
        asked = {one.heading for one in questions_of(which)}

        assert {Heading.SITUATION, Heading.ACTION, Heading.WHEN_NOT, Heading.EXAMPLE} <= asked


def test_a_reworded_question_keeps_its_key_and_its_place(house):
    first = questions_of(QuestionSet.GROUP)[0]
    key, count = first.key, len(questions_of(QuestionSet.GROUP))

    reword_question(QuestionSet.GROUP, key, asking(fi="Kerro kerta, jolloin onnistuit."))

    now = questions_of(QuestionSet.GROUP)
    assert (now[0].key, now[0].fi, len(now)) == (key, "Kerro kerta, jolloin onnistuit.", count)
    assert reworded_sets() == {QuestionSet.GROUP}


def test_a_question_is_added_last_in_its_phase(house):
    said = asking(phase=Phase.TIMELINE)

    made = add_question(QuestionSet.CRITICAL_DECISION, said)

    line = questions_of(QuestionSet.CRITICAL_DECISION)
    assert line[[one.phase for one in line].index(Phase.DEEPENING) - 1] is made


def test_a_question_moves_within_its_phase_only(house):
    which = QuestionSet.CRITICAL_DECISION
    before = [one.key for one in questions_of(which)]

    move_question(which, before[1], steps=-1)
    move_question(which, before[2], steps=-1)  # the first of the next phase stays there

    assert [one.key for one in questions_of(which)] == [before[1], before[0], *before[2:]]


def test_the_last_question_of_a_set_stays(house):
    which = QuestionSet.SELF_INVENTORY
    *most, last = [one.key for one in questions_of(which)]
    for key in most:
        remove_question(which, key)

    with pytest.raises(DomainError) as refused:
        remove_question(which, last)

    assert refused.value.key == "question_set.keeps_one"
    assert [one.key for one in questions_of(which)] == [last]


def test_a_set_goes_back_to_what_it_was(house):
    which = QuestionSet.LEAVING_EXPERT
    shipped = [(one.key, one.fi, one.en) for one in questions_of(which)]
    remove_question(which, shipped[0][0])
    reword_question(which, shipped[1][0], asking())

    restore_questions(which)

    assert [(one.key, one.fi, one.en) for one in questions_of(which)] == shipped
    assert reworded_sets() == set()


def test_a_question_that_is_gone_is_not_found(house):
    with pytest.raises(NotFoundError):
        question_in(QuestionSet.GROUP, "no-such-key")


def test_both_languages_are_asked(house):
    with pytest.raises(InvalidError) as refused:
        Asking.parse(form(en=" "), QuestionSet.GROUP)

    assert refused.value.fields == {"en": "set_question.needed"}


def test_a_phase_belongs_to_its_set(house):
    with pytest.raises(InvalidError) as refused:
        Asking.parse(form(phase="timeline", heading="nowhere"), QuestionSet.GROUP)

    assert set(refused.value.fields) == {"phase", "heading"}

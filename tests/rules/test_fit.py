"""Does this pair work? Asked of each alone; the other one never learns of the answer."""

from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.people.models import Role
from kb.share.fit.actions import answer_fit
from kb.share.fit.forms import Opinion
from kb.share.fit.models import Fit, FitRound
from kb.share.fit.queries import answers_about, spread
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.asking import asked_of, round_now, round_of
from kb.share.mentoring.facts import Fact
from kb.share.mentoring.standing import standings_of
from kb.share.pairings.endings import end_pairing
from kb.share.pairings.forms import Closing
from kb.share.pairings.states import Outcome
from support import make


def met(mentor, learner, days_ago=0):
    pairing = make.active_pair(mentor, learner)
    record_session(pairing, make.meeting(days_ago=days_ago), by=mentor)
    return pairing


def say(pairing, fit, *, by, words=""):
    return answer_fit(pairing, round_now(pairing), Opinion(fit, words), by=by)


def facts(pairing, person):
    (standing,) = standings_of([pairing], seen_by=person)
    return [one.fact for one in standing.facts]


@pytest.mark.parametrize(
    ("days", "asked_in"),
    [
        (0, FitRound.FIRST),
        (29, FitRound.FIRST),
        (30, FitRound.MONTH),
        (89, FitRound.MONTH),
        (90, FitRound.QUARTER),
        (400, FitRound.QUARTER),
    ],
)
def test_it_is_asked_after_the_first_meeting_a_month_and_a_quarter(
    petri, noora, days, asked_in
):
    day = clock.today() - timedelta(days=days)

    assert round_of(make.active_pair(petri, noora), day) is asked_in


def test_who_has_not_met_or_has_ended_is_not_asked(petri, noora):
    new, over = make.active_pair(petri, noora), met(petri, noora)
    end_pairing(over, Closing(Outcome.MET, "Onnistui"), by=petri)

    assert list(asked_of(petri)) == []
    for pairing in (new, over):
        with pytest.raises(DomainError) as refused:
            say(pairing, Fit.WORKS, by=petri)
        assert refused.value.key == "fit.not_asked"


def test_each_is_asked_until_they_have_answered_and_then_next_time(petri, noora):
    pairing = met(petri, noora, days_ago=10)
    assert [one.pairing for one in asked_of(noora)] == [pairing]

    say(pairing, Fit.WORKS, by=petri)

    assert list(asked_of(petri)) == []
    assert [one.asked_in for one in asked_of(noora)] == [FitRound.FIRST]
    with clock.standing_at(clock.days_ago(-20)):
        assert [one.asked_in for one in asked_of(petri)] == [FitRound.MONTH]


def test_said_again_it_counts_as_said_last(petri, noora, leena):
    pairing = met(petri, noora)
    say(pairing, Fit.NOT, by=petri)

    say(pairing, Fit.PARTLY, by=petri, words="Aika ei riitä.")

    (answer,) = answers_about([pairing], seen_by=leena)
    assert (answer.fit, answer.words) == (Fit.PARTLY, "Aika ei riitä.")


def test_an_answer_is_read_by_its_author_and_coordinators_never_by_the_other(
    petri, noora, aino, leena, samuel
):
    pairing = met(petri, noora)
    answer = say(pairing, Fit.NOT, by=petri, words="Emme löydä aikaa.")

    seen = {one.name: list(answers_about([pairing], seen_by=one)) for one in (petri, leena)}
    assert seen == {"Petri Saarela": [answer], "Leena Ahokas": [answer]}
    for person in (noora, aino, samuel):
        assert list(answers_about([pairing], seen_by=person)) == []


def test_a_coordinator_who_is_the_other_one_reads_nothing_of_it(petri, leena):
    pairing = met(petri, leena)
    say(pairing, Fit.NOT, by=petri)

    assert list(answers_about([pairing], seen_by=leena)) == []
    assert Fact.DOES_NOT_FIT not in facts(pairing, leena)


def test_an_outsider_says_nothing_of_a_pair(petri, noora, leena):
    with pytest.raises(NotAllowedError):
        say(met(petri, noora), Fit.WORKS, by=leena)


def test_that_it_does_not_work_is_told_the_coordinator_alone_and_at_once(petri, noora, leena):
    pairing = met(petri, noora)
    say(pairing, Fit.NOT, by=noora)

    assert Fact.DOES_NOT_FIT in facts(pairing, leena)
    assert Fact.DOES_NOT_FIT not in facts(pairing, petri)
    assert Fact.DOES_NOT_FIT not in facts(pairing, noora)

    say(pairing, Fit.WORKS, by=noora)
    assert Fact.DOES_NOT_FIT not in facts(pairing, leena)


def test_a_later_answer_takes_the_place_of_the_earlier(petri, noora, leena):
    pairing = met(petri, noora, days_ago=31)
    with clock.standing_at(clock.days_ago(20)):
        say(pairing, Fit.NOT, by=petri)

    say(pairing, Fit.WORKS, by=petri)

    assert len(answers_about([pairing], seen_by=leena)) == 2
    assert Fact.DOES_NOT_FIT not in facts(pairing, leena)


def test_opinions_are_counted_together_from_five_people_on(petri, noora, aino, jesse, leena):
    marjatta = make.person("Marjatta Hietala")
    pairs = [met(petri, noora), met(aino, jesse)]
    for pairing in pairs:
        for person in (pairing.mentor, pairing.learner):
            say(pairing, Fit.WORKS, by=person)
    third = met(petri, marjatta)
    say(third, Fit.NOT, by=petri)
    assert spread(seen_by=leena) is None  # four people, however many answers

    say(third, Fit.PARTLY, by=marjatta)

    assert spread(seen_by=leena) == {Fit.WORKS: 4, Fit.PARTLY: 1, Fit.NOT: 1}
    assert spread(seen_by=make.person("Samuel Forsman", Role.ADMIN)) is None


def test_an_answer_is_chosen_and_a_word_on_it_is_short():
    assert Opinion.parse({"fit": "not"}, language="fi") == Opinion(Fit.NOT)
    for form, field in (
        ({"fit": "5"}, "fit"),
        ({"fit": "not", "fit_words": "a" * 601}, "fit_words"),
    ):
        with pytest.raises(InvalidError) as refused:
            Opinion.parse(form, language="fi")
        assert set(refused.value.fields) == {field}

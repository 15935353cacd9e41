"""The board: practices stand where the evidence puts them; nobody sees what is not theirs."""

from datetime import timedelta

import pytest

from kb.cycle.board.cards import Gap
from kb.cycle.board.forms import Cut
from kb.cycle.board.placing import placed
from kb.cycle.board.queries import FIRST, board, column, people_to_keep_to
from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.actions import add_basis, hide_carrier
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.models import Criticality, Risk
from kb.internalise.marks.actions import declare_own_work
from kb.people.models import Industry
from kb.practices.models import Area, Audience, JourneyStage
from kb.practices.trust import Trust
from kb.stages.evidence import Stage, stage_of
from support import make

EVERYTHING = Cut()


def seen(person, cut=EVERYTHING):
    """Return the cards one sees, by their practices' titles."""
    columns = board(cut, seen_by=person).columns
    return {card.practice.title: card for one in columns for card in one.cards}


def at(title, *, by, stage=Stage.IDENTIFIED, learner=None):
    """Bring a practice of ``by`` as far as ``stage``."""
    made = make.practice(title, by=by)
    steps = list(Stage).index(stage)
    if steps >= 2:
        make.document(made, by=by)
    if steps >= 3:
        make.talk(make.active_pair(by, learner), made)
    if steps >= 4:
        make.trial(made, by=learner, days_ago=4)
        make.trial(made, by=learner, days_ago=2)
        declare_own_work(made, by=learner)
    return made


@pytest.mark.parametrize("stage", list(Stage)[1:])
def test_a_practice_stands_in_the_column_of_its_stage(petri, noora, stage):
    made = at("Soitto hiljaiselle", by=petri, stage=stage, learner=noora)

    columns = {one.stage: one for one in board(EVERYTHING, seen_by=noora).columns}

    assert stage_of(made) is stage
    assert list(columns) == list(Stage)
    assert [card.practice.title for card in columns[stage].cards] == ["Soitto hiljaiselle"]
    assert sum(one.total for one in columns.values()) == 1


def test_a_card_says_what_is_missing_next(petri, noora, leena):
    written = Wording.parse({"title": "Odottaa", "action": "Soitan."})
    medium = MediumChoice(Medium.LONG_TEXT, Formality.FREE, "Luetaan")
    for title, stage in (
        ("Kirjaamatta", Stage.IDENTIFIED),
        ("Läpikäymättä", Stage.DOCUMENTED),
        ("Kokeilematta", Stage.SHARED),
        ("Vahvistamatta", Stage.INTERNALISED),
    ):
        at(title, by=petri, stage=stage, learner=noora)
    tried = at("Kokeiltu", by=petri, stage=Stage.SHARED, learner=noora)
    make.trial(tried, by=noora)
    hand_over(make.practice("Odottaa", by=leena, holder=petri), "fi", written, by=leena)
    short = at("Liian lyhyt", by=petri, stage=Stage.DOCUMENTED)
    choose_medium(short, medium, by=petri)
    unclaimed = make.practice("Osaajaton", by=petri)
    session.query(CarrierReason).filter_by(practice_id=unclaimed.id).delete()

    gaps = {title: card.gap for title, card in seen(leena).items()}

    assert gaps == {
        "Kirjaamatta": Gap.TEXT,
        "Läpikäymättä": Gap.SHARING,
        "Kokeilematta": Gap.TRIAL,
        "Vahvistamatta": Gap.ATTESTED,
        "Kokeiltu": Gap.OWN_WORK,
        "Odottaa": Gap.APPROVAL,
        "Liian lyhyt": Gap.MEDIUM,
        "Osaajaton": Gap.HOLDER,
    }


def test_what_came_too_early_is_shown_and_counts_once_the_gap_closes(petri, noora):
    made = make.practice("Kahdesti läpi", by=petri)
    pair = make.active_pair(petri, noora)
    make.talk(pair, made)
    make.talk(pair, made)

    before = seen(noora)["Kahdesti läpi"]
    make.document(made, by=petri)
    after = seen(noora)["Kahdesti läpi"]

    assert (before.stage, before.placed.early, before.meetings) == (
        Stage.IDENTIFIED,
        (Stage.SHARED,),
        2,
    )
    assert (after.stage, after.placed.early, after.meetings) == (Stage.SHARED, (), 0)


def test_a_meeting_that_was_only_planned_is_not_counted(petri, noora):
    made = make.practice("Suunniteltu", by=petri)
    pair = make.active_pair(petri, noora)
    make.talk(pair, made)
    planned = make.planned(pair, by=petri)
    planned.practices = [made]
    session.flush()

    assert seen(noora)["Suunniteltu"].meetings == 1


def test_a_practice_is_established_when_enough_are_attested_and_here(petri, noora, aino, leena):
    made = at("Vakiintuva", by=petri, stage=Stage.INTERNALISED, learner=noora)
    told = []
    for person in (noora, aino):
        add_basis(person, made, basis=Basis.ATTESTED, because="attestation")
        told.append(seen(leena)["Vakiintuva"].placed.is_established)
    enough = seen(leena)["Vakiintuva"].gap
    aino.last_working_day = clock.today() - timedelta(days=1)
    session.flush()

    assert told == [False, True]
    assert enough is None
    assert not seen(leena)["Vakiintuva"].placed.is_established


def test_each_limit_keeps_to_what_it_says(petri, noora, leena):
    energy = make.practice("Energia", by=petri, journey_stage=JourneyStage.EXCEPTION)
    energy.place([Industry.ENERGY], [Area.QUALITY], [])
    other = make.practice("Muu", by=noora)
    make.document(other, by=noora)
    add_basis(leena, other, basis=Basis.SAYS_SO, because="")
    session.flush()

    cuts = {
        "Energia": (
            Cut(industry=Industry.ENERGY),
            Cut(area=Area.QUALITY),
            Cut(journey=JourneyStage.EXCEPTION),
            Cut(trust=Trust.DRAFT),
            Cut(risk=Risk.ALONE),
            Cut(person=petri.id),
        ),
        "Muu": (
            Cut(trust=Trust.UNVERIFIED),
            Cut(risk=Risk.COVERED),
            Cut(person=noora.id),
            Cut(person=leena.id),
        ),
    }

    for title, limits in cuts.items():
        for cut in limits:
            assert list(seen(leena, cut)) == [title], cut
    assert seen(leena, Cut(industry=Industry.ENERGY, person=noora.id)) == {}


def test_who_hides_is_not_found_by_their_name(petri, noora):
    made = make.practice("Salaa", by=petri, holder=noora)
    hide_carrier(made, by=noora)

    assert seen(petri, Cut(person=noora.id)) == {}
    assert noora not in people_to_keep_to(seen_by=petri)
    assert seen(petri)["Salaa"].holders == []


def test_nobody_sees_a_card_a_count_or_a_name_of_what_is_not_theirs(petri, noora, aino):
    hidden = make.practice("Vain Petrille", by=petri)
    hidden.audience = Audience.NAMED
    session.flush()

    theirs, none = board(EVERYTHING, seen_by=petri), board(EVERYTHING, seen_by=noora)

    assert (theirs.total, none.total) == (1, 0)
    assert column(Stage.IDENTIFIED, EVERYTHING, seen_by=noora, number=1).total == 0
    assert people_to_keep_to(seen_by=noora) == []


def test_what_was_given_up_stands_on_no_board(petri):
    made = at("Luovuttu", by=petri, stage=Stage.DOCUMENTED)
    drop_practice(made, Farewell("Vanhentunut", ""), by=petri)

    assert seen(petri) == {}


def test_the_most_critical_come_first_and_the_rest_on_pages(petri, leena):
    made = [make.practice(f"Käytäntö {number:02}", by=petri) for number in range(FIRST + 3)]
    value_practice(made[-1], Criticality.CRITICAL, by=leena)

    shown = board(EVERYTHING, seen_by=petri).columns[1]
    every = column(Stage.IDENTIFIED, EVERYTHING, seen_by=petri, number=1)
    beyond = column(Stage.IDENTIFIED, EVERYTHING, seen_by=petri, number=2)

    assert (shown.total, len(shown.cards), shown.rest) == (FIRST + 3, FIRST, 3)
    assert shown.cards[0].practice is made[-1]
    assert [card.practice.id for card in every.items] == [
        made[-1].id,
        *(one.id for one in made[:-1]),
    ]
    assert beyond.items == []


def test_every_practice_has_one_place(petri, noora):
    for stage in list(Stage)[1:]:
        at(f"Vaiheessa {stage}", by=petri, stage=stage, learner=noora)

    found = placed(EVERYTHING, seen_by=noora)

    assert sorted(one.stage for one in found) == sorted(list(Stage)[1:])
    assert len({one.id for one in found}) == 4


@pytest.mark.parametrize("raw", ["", "nonsense", "-1", "9" * 30, "ENERGY"])
def test_what_nobody_knows_keeps_to_nothing(raw):
    names = ("industry", "area", "journey", "trust", "risk", "person")

    assert Cut.parse(dict.fromkeys(names, raw)) == EVERYTHING

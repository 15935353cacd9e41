"""What one keeps to: every field of the address and of a question, and what is left out."""

import pytest
from sqlalchemy import select, update
from werkzeug.datastructures import MultiDict

from kb.document.media.models import Medium
from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.internalise.marks.models import Mark, MarkKind
from kb.people.models import Industry
from kb.practices.models import Area, JourneyStage
from kb.search.forms import LONGEST_QUESTION, Question
from kb.search.limits import Limits, conditions
from kb.search.models import Document, Found
from kb.stages.evidence import Stage
from support import make

SILENT, GOAL = "Hiljaisen asiakkaan herättäminen", "Asiakkaan tavoite"


@pytest.fixture
def silent(petri):
    """Return a practice of a daily matter in the energy business, not written yet."""
    made = make.practice(SILENT, by=petri, industries=["energy"], areas=["quality"])
    made.journey_stage = JourneyStage.DAILY
    return made


@pytest.fixture
def goal(aino):
    """Return a practice that is written, in English."""
    made = make.practice(GOAL, by=aino, language="en")
    make.document(made, by=aino)
    return made


def kept(person=None, **limits):
    asked = select(Document.title).where(*conditions(Limits(**limits), person))
    return set(session.scalars(asked))


def test_without_limits_everything_stays(silent, goal):
    assert Limits().is_empty
    assert kept() == {SILENT, GOAL}


@pytest.mark.parametrize(
    ("limits", "titles"),
    [
        ({"stages": (Stage.IDENTIFIED,)}, {SILENT}),
        ({"stages": (Stage.IDENTIFIED, Stage.DOCUMENTED)}, {SILENT, GOAL}),
        ({"industries": (Industry.ENERGY,)}, {SILENT}),
        ({"areas": (Area.QUALITY,)}, {SILENT}),
        ({"journey_stages": (JourneyStage.DAILY,)}, {SILENT}),
        ({"media": (Medium.SHORT_TEXT,)}, {GOAL}),
        ({"languages": ("en",)}, {GOAL}),
        ({"kinds": (Found.NOTE,)}, set()),
        ({"kinds": (Found.PRACTICE,)}, {SILENT, GOAL}),
        ({"languages": ("en",), "industries": (Industry.ENERGY,)}, set()),
        ({"excluded": Limits(industries=(Industry.ENERGY,))}, {GOAL}),
        ({"excluded": Limits(languages=("en",), journey_stages=(JourneyStage.DAILY,))}, set()),
        ({"excluded": Limits(journey_stages=(JourneyStage.ROLLOUT,))}, {SILENT, GOAL}),
    ],
)
def test_a_limit_keeps_what_has_the_value(silent, goal, limits, titles):
    assert kept(**limits) == titles


def test_a_note_has_an_industry_as_well(petri, silent):
    make.note("Sähkö katkeaa.", by=petri, industry=Industry.ENERGY)

    assert kept(industries=(Industry.ENERGY,)) == {SILENT, "Sähkö katkeaa."}


def test_a_carrier_is_one_who_has_a_reason_and_does_not_hide_it(silent, goal, petri, aino):
    assert kept(carriers=(petri.id,)) == {SILENT}
    assert kept(carriers=(petri.id, aino.id)) == {SILENT, GOAL}

    session.execute(update(CarrierReason).values(hidden=True))

    assert kept(carriers=(petri.id,)) == set()


def test_unread_is_what_one_has_put_no_mark_on(silent, goal, jesse, aino):
    make.note(by=aino)
    session.add(Mark(practice=silent, learner=jesse, kind=MarkKind.READ))
    session.flush()

    assert kept(jesse, unread=True) == {GOAL}
    assert kept(aino, unread=True) == {SILENT, GOAL}
    assert kept(unread=True) == {SILENT, GOAL}


def test_limits_come_together_field_by_field():
    chosen = Limits(stages=(Stage.SHARED,), excluded=Limits(languages=("en",)))
    typed = Limits(stages=(Stage.IDENTIFIED,), unread=True, excluded=Limits(carriers=(3,)))

    both = chosen | typed

    assert both.stages == (Stage.SHARED, Stage.IDENTIFIED)
    assert both.unread
    assert both.excluded == Limits(languages=("en",), carriers=(3,))
    assert chosen | Limits() == chosen


def test_an_address_is_read_and_what_nobody_knows_limits_nothing():
    address = MultiDict(
        [
            ("q", "  hiljainen   asiakas "),
            ("stage", "shared"),
            ("stage", "green"),
            ("industry", "energy"),
            ("language", "sv"),
            ("area", "quality"),
            ("journey", "daily"),
            ("medium", "video"),
            ("carrier", "7"),
            ("carrier", "Petri"),
            ("kind", "note"),
            ("unread", "1"),
            ("page", "3"),
        ]
    )

    assert Question.parse(address) == Question(
        "hiljainen asiakas",
        Limits(
            stages=(Stage.SHARED,),
            industries=(Industry.ENERGY,),
            areas=(Area.QUALITY,),
            journey_stages=(JourneyStage.DAILY,),
            media=(Medium.VIDEO,),
            carriers=(7,),
            kinds=(Found.NOTE,),
            unread=True,
        ),
        page=3,
    )


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "9" * 40, "²"])
def test_a_page_that_cannot_be_is_the_first(page):
    assert Question.parse(MultiDict({"q": "a", "page": page})).page == 1


def test_a_question_has_an_end():
    assert len(Question.parse(MultiDict({"q": "sana " * 500})).text) <= LONGEST_QUESTION

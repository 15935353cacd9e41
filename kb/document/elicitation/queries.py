"""Finding guided talks and what was said in them: by those who took part alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from kb.context.questions.models import Heading, Phase, SetQuestion
from kb.context.questions.queries import questions_of
from kb.document.elicitation.models import Elicitation, ElicitationCarrier
from kb.document.elicitation.notes import Disagreement, ElicitationAnswer
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.models import Me, Person


@dataclass(frozen=True)
class Slot:
    """A question with its answer, if there is one; what was asked then is what is shown."""

    key: str
    asked: str
    probe: str
    phase: Phase
    heading: Heading
    answer: ElicitationAnswer | None


def took_part(person: Person | Me) -> ColumnElement[bool]:
    """Return the one condition of who may see a talk and all that was said in it."""
    asked = select(ElicitationCarrier.elicitation_id).where(
        ElicitationCarrier.person_id == person.id
    )
    return or_(Elicitation.interviewer_id == person.id, Elicitation.id.in_(asked))


def elicitation_by_id(number: int, *, seen_by: Person) -> Elicitation:
    """Return the talk to those who take part; to others there is none."""
    found = session.scalar(
        select(Elicitation)
        .where(Elicitation.id == number, took_part(seen_by))
        .options(joinedload(Elicitation.practice), joinedload(Elicitation.revision))
    )
    if found is None:
        raise NotFoundError("elicitation.not_found")
    return found


def elicitations_of(person: Person) -> Sequence[Elicitation]:
    """Return the talks of one person, newest first."""
    return session.scalars(
        select(Elicitation)
        .where(took_part(person))
        .options(joinedload(Elicitation.practice), joinedload(Elicitation.revision))
        .order_by(Elicitation.made_at.desc(), Elicitation.id.desc())
    ).all()


def consents_asked_of(person: Person) -> Sequence[Elicitation]:
    """Return the talks to which ``person`` has not said yes or no."""
    undecided = select(ElicitationCarrier.elicitation_id).where(
        ElicitationCarrier.person_id == person.id,
        ElicitationCarrier.consented_at.is_(None),
        ElicitationCarrier.withdrawn_at.is_(None),
    )
    return session.scalars(
        select(Elicitation)
        .where(
            Elicitation.id.in_(undecided),
            Elicitation.forgotten_at.is_(None),
            Elicitation.set_aside_at.is_(None),
        )
        .order_by(Elicitation.made_at)
    ).all()


def answers_in(elicitation: Elicitation) -> Mapping[str, ElicitationAnswer]:
    """Return what was answered so far, by the question's key."""
    rows = session.scalars(
        select(ElicitationAnswer)
        .where(ElicitationAnswer.elicitation_id == elicitation.id)
        .order_by(ElicitationAnswer.id)
    )
    return {row.key: row for row in rows}


def slots_of(elicitation: Elicitation) -> Sequence[Slot]:
    """Return every question with its answer, and the answers to what is asked no more."""
    answers = dict(answers_in(elicitation))
    language = elicitation.language
    slots = [
        _slot(one, answers.pop(one.key, None), language) for one in questions_of(elicitation.of)
    ]
    left = [
        Slot(one.key, one.asked, "", one.phase, one.heading, one) for one in answers.values()
    ]
    order = elicitation.phases
    return sorted([*slots, *left], key=lambda slot: order.index(slot.phase))


def slot_of(elicitation: Elicitation, key: str) -> Slot:
    """Return one question with its answer, or raise NotFoundError."""
    for slot in slots_of(elicitation):
        if slot.key == key:
            return slot
    raise NotFoundError("set_question.not_found")


def said_in(elicitation: Elicitation) -> str:
    """Return everything that was said, as one text."""
    return "\n\n".join(one.text for one in answers_in(elicitation).values())


def disagreements_in(elicitation: Elicitation) -> Sequence[Disagreement]:
    """Return why drafts were not approved, the first one first."""
    return session.scalars(
        select(Disagreement)
        .where(Disagreement.elicitation_id == elicitation.id)
        .order_by(Disagreement.id)
    ).all()


def drafted_by(writer_id: int, practice_id: int) -> Elicitation | None:
    """Return the latest talk of which this writer made a draft of that practice."""
    return session.scalar(
        select(Elicitation)
        .where(
            Elicitation.practice_id == practice_id,
            Elicitation.interviewer_id == writer_id,
            Elicitation.drafted_at.is_not(None),
        )
        .order_by(Elicitation.drafted_at.desc())
        .limit(1)
    )


def interviews_behind(
    practice: BindParameter[int], *, seen_by: Person | Me
) -> Select[int, str]:
    """Select the number and the topic of the talks that a practice's texts were made of."""
    handed_over = Elicitation.practice_id == practice, Elicitation.revision_id.is_not(None)
    return select(Elicitation.id, Elicitation.topic).where(*handed_over, took_part(seen_by))


def _slot(question: SetQuestion, answer: ElicitationAnswer | None, language: str) -> Slot:
    return Slot(
        question.key,
        answer.asked if answer else question.words_in(language),
        question.probe_in(language),
        question.phase,
        answer.heading if answer else question.heading,
        answer,
    )

"""What can be done to value what somebody can do."""

from sqlalchemy import select

from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.identify.carriers.queries import carriers_of
from kb.identify.recognitions.forms import Acknowledgement
from kb.identify.recognitions.models import Recognition, RecognitionView
from kb.people.models import Person
from kb.practices.models import Practice


def recognise(practice: Practice, said: Acknowledgement, *, by: Person) -> Recognition:
    """Value what a carrier of ``practice`` can do; the same words twice are once.

    The organisation speaks through its coordinators, and nobody recognises their own
    practice for it; from one's own viewpoint one may.
    """
    if said.viewpoint is RecognitionView.ORGANISATION:
        _refuse_unless_for_the_organisation(said, by)
    if said.carrier_id not in {carrier.person.id for carrier in carriers_of(practice)}:
        raise InvalidError({"carrier": "recognition.not_a_carrier"})
    return _same(practice, said, by) or _given(practice, said, by)


def thank_for_trial(
    practice: Practice, learner: Person, reason: str, *, by: Person
) -> Recognition:
    """Value somebody whose trial improved ``practice``, though they cannot do it yet."""
    said = Acknowledgement(learner.id, RecognitionView.INDIVIDUAL, reason)
    return _same(practice, said, by) or _given(practice, said, by)


def take_back(recognition: Recognition, *, by: Person) -> None:
    """Take back what one said oneself."""
    if recognition.by_id != by.id:
        raise NotAllowedError("recognition.giver_takes_back")
    session.delete(recognition)
    session.flush()


def _refuse_unless_for_the_organisation(said: Acknowledgement, by: Person) -> None:
    if not by.is_coordinator:
        raise NotAllowedError("recognition.coordinator_speaks")
    if said.carrier_id == by.id:
        raise DomainError("recognition.not_own")


def _same(practice: Practice, said: Acknowledgement, by: Person) -> Recognition | None:
    return session.scalar(
        select(Recognition).where(
            Recognition.practice_id == practice.id,
            Recognition.carrier_id == said.carrier_id,
            Recognition.by_id == by.id,
            Recognition.viewpoint == said.viewpoint,
            Recognition.reason == said.reason,
        )
    )


def _given(practice: Practice, said: Acknowledgement, by: Person) -> Recognition:
    recognition = Recognition(
        practice_id=practice.id,
        carrier_id=said.carrier_id,
        by_id=by.id,
        viewpoint=said.viewpoint,
        reason=said.reason,
    )
    session.add(recognition)
    session.flush()
    return recognition

"""Answering, alone, whether a pair works."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.people.models import Person
from kb.share.fit.forms import Opinion
from kb.share.fit.models import FitAnswer, FitRound
from kb.share.fit.queries import answer_in
from kb.share.pairings.models import Pairing


def answer_fit(
    pairing: Pairing, asked_in: FitRound | None, opinion: Opinion, *, by: Person
) -> FitAnswer:
    """Keep what ``by`` says of the pair this time; said again, it counts as said last."""
    if not pairing.includes(by):
        raise NotAllowedError("pairing.not_yours")
    if asked_in is None:
        raise DomainError("fit.not_asked")
    answer = answer_in(pairing, asked_in, by=by)
    if answer is None:
        answer = FitAnswer(pairing_id=pairing.id, person_id=by.id, asked_in=asked_in)
        session.add(answer)
    answer.fit, answer.words, answer.language = opinion.fit, opinion.words, opinion.language
    answer.answered_at = clock.now()
    session.flush()
    return answer

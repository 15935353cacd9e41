"""What was done in each of the four ways in which knowledge moves (Nonaka and Takeuchi 1995).

Only what is there for everybody to see is counted of practices, so the numbers are the same
for whoever asks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, select

from kb.document.elicitation.models import Elicitation, ElicitationCarrier
from kb.document.revisions.models import Revision, Source
from kb.foundation.words import Kind
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.trials.models import Trial
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.share.events.meetings import EventMeeting, EventPresence
from kb.share.mentoring.models import Session
from kb.share.mentoring.queries import HELD
from kb.share.pairings.agreements import Fellow
from kb.share.pairings.models import Pairing
from kb.share.shadowing.models import Shadowing
from kb.socialise.sparring.models import SparringNote

# The number of a deed, when it was, and one who did it; a deed of several has a row for each.
Done = Select[int, date | datetime | None, int | None]


class Mode(Kind):
    """How knowledge moves: from tacit to tacit, to explicit, within that, and back."""

    SOCIALISATION = "socialisation"
    EXTERNALISATION = "externalisation"
    COMBINATION = "combination"
    INTERNALISATION = "internalisation"


def _sparred() -> Iterator[Done]:
    yield select(SparringNote.id, SparringNote.at, SparringNote.by_id)
    yield select(SparringNote.id, SparringNote.at, SparringNote.with_id)


def _met() -> Iterator[Done]:
    of_pairs = select(Session.id, Session.held_on).join(Session.pairing).where(HELD)
    yield of_pairs.add_columns(Pairing.mentor_id)
    yield of_pairs.add_columns(Pairing.learner_id)
    fellows = of_pairs.join(Fellow, Fellow.pairing_id == Pairing.id)
    yield fellows.add_columns(Fellow.person_id)


def _gathered() -> Iterator[Done]:
    yield (
        select(EventMeeting.id, EventMeeting.starts_at, EventPresence.person_id)
        .join(EventPresence, EventPresence.meeting_id == EventMeeting.id)
        .where(EventMeeting.held_at.is_not(None))
    )


def _accompanied() -> Iterator[Done]:
    for person in (Shadowing.guest_id, Shadowing.host_id):
        done = select(Shadowing.id, Shadowing.held_on, person).join(Shadowing.practice)
        yield done.where(Shadowing.acknowledged_at.is_not(None), visible_to(None))


def _interviewed() -> Iterator[Done]:
    begun = Elicitation.begun_at.is_not(None)
    yield select(Elicitation.id, Elicitation.begun_at, Elicitation.interviewer_id).where(begun)
    told = select(Elicitation.id, Elicitation.begun_at, ElicitationCarrier.person_id)
    of = ElicitationCarrier.elicitation_id == Elicitation.id
    yield told.join(ElicitationCarrier, of).where(begun)


def _written() -> Iterator[Done]:
    # What was imported had been explicit before, and a model is put together of such.
    own = Revision.source.not_in((Source.COMBINATION, Source.IMPORT))
    yield _published().where(own)


def _combined() -> Iterator[Done]:
    yield _published().where(Revision.source == Source.COMBINATION)


def _tried() -> Iterator[Done]:
    done = select(Trial.id, Trial.tried_on, Trial.learner_id).join(Trial.practice)
    yield done.where(Trial.debriefed_at.is_not(None), visible_to(None))


def _made_own() -> Iterator[Done]:
    said = select(Mark.id, Mark.at, Mark.learner_id).join(Mark.practice)
    yield said.where(Mark.kind == MarkKind.OWN_WORK, visible_to(None))


def _published() -> Done:
    wordings = select(Revision.id, Revision.published_at, Revision.author_id)
    return wordings.join(Revision.practice).where(
        Revision.published_at.is_not(None), visible_to(None), Practice.dropped_at.is_(None)
    )


DEEDS: Mapping[Mode, Sequence[Callable[[], Iterator[Done]]]] = {
    Mode.SOCIALISATION: (_sparred, _met, _gathered, _accompanied),
    Mode.EXTERNALISATION: (_written, _interviewed),
    Mode.COMBINATION: (_combined,),
    Mode.INTERNALISATION: (_tried, _made_own),
}

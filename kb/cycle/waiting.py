"""What waits for one person, gathered from every stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.cycle.reviews.queries import Review, first_reviews
from kb.document.elicitation.models import Elicitation
from kb.document.elicitation.queries import consents_asked_of
from kb.document.flaws.models import Flaw
from kb.document.flaws.queries import flaws_to_answer
from kb.document.revisions.models import Draft, Revision
from kb.document.revisions.queries import (
    drafts_of,
    revisions_to_approve,
)
from kb.identify.identifications.models import Identification
from kb.identify.identifications.queries import named_as_carrier
from kb.identify.needs.models import Need
from kb.identify.needs.queries import offered_to, own_needs_waiting
from kb.identify.recognitions.models import Recognition
from kb.identify.recognitions.queries import recognitions_lately
from kb.internalise.attestations.models import Attestation
from kb.internalise.attestations.queries import attestations_to_answer
from kb.internalise.marks.queries import (
    LearnerState,
    states_of,
)
from kb.internalise.plans.models import Plan
from kb.internalise.plans.queries import open_plans_of
from kb.internalise.situations.models import Situation
from kb.internalise.situations.queries import asked_today, situations_to_agree
from kb.internalise.trials.models import Trial
from kb.internalise.trials.queries import failed_trials_for
from kb.notices.queries import News, news_for
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.events.waiting import WaitingEvent, events_waiting_for
from kb.share.mentoring.asking import Asked, asked_of
from kb.share.mentoring.diary import Diary, diary_of
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import waiting_for
from kb.share.shadowing.models import Shadowing
from kb.share.shadowing.queries import shadowings_to_acknowledge
from kb.share.turns.models import Turn
from kb.share.turns.queries import turns_to_acknowledge
from kb.socialise.talk.models import Question
from kb.socialise.talk.queries import answers_for, unanswered_for

REVIEWS, FLAWS = 3, 5  # never a backlog
MOST_NEEDS = 5


@dataclass(frozen=True)
class MyPage:
    """What waits for one person; never a count."""

    approvals: Sequence[Revision]
    named: Sequence[Identification]
    questions: Sequence[Question]
    answers: Sequence[Question]
    pairings: Sequence[Pairing]
    fits: Sequence[Asked]
    plans: Sequence[Plan]
    situations: Sequence[Situation]
    told: Sequence[Situation]
    failures: Sequence[Trial]
    attestations: Sequence[Attestation]
    shadowings: Sequence[Shadowing]
    events: Sequence[WaitingEvent]
    turns: Sequence[Turn]
    drafts: Sequence[Draft]
    states: Mapping[LearnerState, Sequence[Practice]]
    recognitions: Sequence[Recognition]
    reviews: Sequence[Review]
    flaws: Sequence[Flaw]
    news: News
    consents: Sequence[Elicitation]
    offered: Sequence[Need]
    needs: Sequence[Need]
    diary: Diary

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing waits."""
        return not any(
            (
                self.approvals,
                self.named,
                self.questions,
                self.answers,
                self.recognitions,
                self.pairings,
                self.fits,
                self.plans,
                self.situations,
                self.told,
                self.failures,
                self.attestations,
                self.shadowings,
                self.events,
                self.turns,
                self.reviews,
                self.flaws,
                self.news.lines,
                self.consents,
                self.offered,
                self.diary.untold,
            )
        )


def my_page(person: Person) -> MyPage:
    """Gather what waits for ``person``."""
    approvals = revisions_to_approve(person)
    return MyPage(
        approvals=approvals,
        named=_unless_answered_by(approvals, named_as_carrier(person)),
        questions=unanswered_for(person),
        answers=answers_for(person),
        pairings=waiting_for(person),
        fits=asked_of(person),
        plans=open_plans_of(person),
        situations=asked_today(person),
        told=situations_to_agree(person),
        failures=failed_trials_for(person),
        attestations=attestations_to_answer(person),
        shadowings=shadowings_to_acknowledge(person),
        events=events_waiting_for(person),
        turns=turns_to_acknowledge(person),
        drafts=drafts_of(person),
        states=states_of(person),
        recognitions=recognitions_lately(person),
        reviews=first_reviews(person, at_most=REVIEWS),
        flaws=flaws_to_answer(person, at_most=FLAWS),
        news=news_for(person),
        consents=consents_asked_of(person),
        offered=offered_to(person),
        needs=own_needs_waiting(person, MOST_NEEDS),
        diary=diary_of(person),
    )


def _unless_answered_by(
    approvals: Sequence[Revision], named: Sequence[Identification]
) -> Sequence[Identification]:
    """Ask nobody twice: who approves a text says by it whose knowledge it is."""
    to_approve = {revision.practice_id for revision in approvals}
    return [one for one in named if one.practice_id not in to_approve]

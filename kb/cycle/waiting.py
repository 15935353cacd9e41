"""What waits for one person, gathered from every stage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

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
from kb.foundation import clock
from kb.identify.identifications.models import Identification
from kb.identify.identifications.queries import named_as_carrier
from kb.identify.needs.models import Need
from kb.identify.needs.queries import offered_to, own_needs_waiting
from kb.identify.recognitions.models import Recognition
from kb.identify.recognitions.queries import recognitions_lately
from kb.internalise.attestations.models import Attestation
from kb.internalise.attestations.queries import attestations_to_answer
from kb.internalise.improvements.models import Improvement
from kb.internalise.improvements.queries import improvements_to_decide
from kb.internalise.marks.queries import (
    LearnerState,
    states_of,
)
from kb.internalise.paths.queries import walks_of
from kb.internalise.paths.walking import Walk
from kb.internalise.plans.models import Plan
from kb.internalise.plans.queries import open_plans_of
from kb.internalise.rounds.queries import refreshers_of
from kb.internalise.situations.models import Situation
from kb.internalise.situations.queries import asked_today, situations_to_agree
from kb.internalise.trials.models import Trial
from kb.internalise.trials.queries import failed_trials_for
from kb.notices.queries import News, news_for
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.events.waiting import WaitingEvent, events_waiting_for
from kb.share.matching.models import MatchProposal
from kb.share.matching.queries import proposals_to_decide
from kb.share.mentoring.asking import Asked, asked_of
from kb.share.mentoring.diary import Diary, diary_of
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import waiting_for
from kb.share.shadowing.models import Shadowing
from kb.share.shadowing.queries import shadowings_to_acknowledge
from kb.share.turns.models import Turn
from kb.share.turns.queries import turns_to_acknowledge
from kb.socialise.talk.models import Question
from kb.socialise.talk.queries import answers_for, unanswered_for

REVIEWS, FLAWS, MATCHES = 3, 5, 3  # never a backlog
NEAR = timedelta(days=7)
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
    walks: Sequence[Walk]
    matches: Sequence[MatchProposal]
    failures: Sequence[Trial]
    attestations: Sequence[Attestation]
    shadowings: Sequence[Shadowing]
    events: Sequence[WaitingEvent]
    turns: Sequence[Turn]
    drafts: Sequence[Draft]
    states: Mapping[LearnerState, Sequence[Practice]]
    refreshers: Sequence[Practice]
    recognitions: Sequence[Recognition]
    reviews: Sequence[Review]
    flaws: Sequence[Flaw]
    improvements: Sequence[Improvement]
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
                self.matches,
                self.meeting,
                self.failures,
                self.attestations,
                self.shadowings,
                self.events,
                self.turns,
                self.reviews,
                self.flaws,
                self.improvements,
                self.news.lines,
                self.consents,
                self.offered,
                self.diary.untold,
            )
        )

    @property
    def meeting(self) -> Session | None:
        """Return the next meeting of one's pairs, once it is near."""
        soon = clock.now() + NEAR
        first = next(iter(self.diary.ahead), None)
        return first if first and first.starts_at and first.starts_at <= soon else None

    @property
    def is_new(self) -> bool:
        """Say whether this person has not begun anything here yet."""
        begun = self.walks, self.drafts, self.needs, self.diary.pairings
        return self.is_quiet and not any((*begun, *self.states.values()))


def my_page(person: Person) -> MyPage:
    """Gather what waits for ``person``."""
    approvals, states = revisions_to_approve(person), states_of(person)
    by_practice = {one.id: state for state, some in states.items() for one in some}
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
        states=states,
        refreshers=refreshers_of(person) if any(states.values()) else [],
        walks=walks_of(person, seen_by=person, states=by_practice),
        matches=proposals_to_decide(person, at_most=MATCHES),
        recognitions=recognitions_lately(person),
        reviews=first_reviews(person, at_most=REVIEWS),
        flaws=flaws_to_answer(person, at_most=FLAWS),
        improvements=improvements_to_decide(person, at_most=FLAWS),
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

"""What a busy organisation shares: pairs and their meetings, events, turns, being there."""

from datetime import timedelta

from kb.foundation import clock
from kb.share.events.meetings import EventMeeting, EventPresence, GoneThrough
from kb.share.events.models import Coming, EventPractice, EventState, Participant, SharingEvent
from kb.share.means import GoalKind, Means
from kb.share.mentoring.models import MeetingState, Session, SessionPractice
from kb.share.pairings.agreements import Fellow
from kb.share.pairings.kinds import Roles
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import ENDED, OVER, Outcome, PairingState
from kb.share.pairings.targets import PairingPractice
from kb.share.shadowing.models import Presence, Shadowing
from kb.share.turns.models import Turn, TurnKind, TurnPractice, TurnState
from support.drawn_days import noon

PAIRS, EVENTS, TURNS, SHADOWINGS = 500, 160, 150, 1_500
PAIR_MEANS = [Means.MENTORING, Means.MASTER_APPRENTICE, Means.PAIR_WORK, Means.GUIDANCE]
EVENT_MEANS = [Means.STUDY_CIRCLE, Means.TEAMWORK, Means.PROJECT_GROUP]
OF_TURN = [TurnState.PLANNED, TurnState.ACKNOWLEDGED, TurnState.JUDGED, TurnState.CANCELLED]


class Sharing:
    """Writes what is shared in a busy house."""

    def __init__(self, busy):
        self.busy, self.chance, self.ledger = busy, busy.chance, busy.ledger

    def live(self):
        for _ in range(PAIRS):
            self._pair()
        for _ in range(EVENTS):
            self._meet()
        for _ in range(TURNS):
            self._take_turns()
        for _ in range(SHADOWINGS):
            self._look_on()

    def _people(self, count):
        drawn = self.chance.numbers.choice(self.busy.people, count, replace=False)
        return [int(one) for one in drawn]

    def _pair(self):
        chance = self.chance
        mentor, learner, fellow = self._people(3)
        state, made = chance.one_of(list(PairingState)), chance.days_ago()
        over, since = state in OVER, (clock.today() - made).days
        number = self.ledger.add(
            Pairing,
            goal="Tekee yksin",
            goal_kind=chance.one_of(list(GoalKind)),
            means=chance.one_of(PAIR_MEANS),
            roles=chance.one_of(list(Roles)),
            language="fi",
            state=state,
            mentor_id=mentor,
            learner_id=learner,
            proposed_by_id=mentor,
            made_at=noon(made),
            met_at=noon(chance.maybe(0.6, made + timedelta(days=chance.number(0, since)))),
            closed_at=noon(made + timedelta(days=chance.number(0, since))) if over else None,
            outcome=chance.one_of(list(Outcome)) if state in ENDED else None,
        )
        if chance.happens(0.1):
            self.ledger.add(Fellow, pairing_id=number, person_id=fellow, motivation="Opin")
        practices = chance.some_of(self.busy.practices, 3)
        for practice in practices:
            self.ledger.add(PairingPractice, pairing_id=number, practice_id=practice)
        for _ in range(chance.number(0, 6)):
            self._talk(
                number, mentor, made + timedelta(days=chance.number(0, since)), practices
            )

    def _talk(self, pairing, mentor, day, practices):
        number = self.ledger.add(
            Session,
            pairing_id=pairing,
            state=self.chance.one_of([MeetingState.HELD] * 4 + [MeetingState.MISSED]),
            held_on=day,
            language="fi",
            recorded_by_id=mentor,
            recorded_at=noon(day),
        )
        for practice in self.chance.some_of(practices, 2):
            self.ledger.add(SessionPractice, session_id=number, practice_id=practice)

    def _meet(self):
        chance, organiser, day = self.chance, self.busy.anybody(), self.chance.days_ago()
        state = chance.one_of([EventState.JUDGED] * 3 + [EventState.HELD, EventState.CANCELLED])
        judged = state is EventState.JUDGED
        number = self.ledger.add(
            SharingEvent,
            name="Opintopiiri",
            goal="Sovimme tavan",
            goal_kind=chance.one_of(list(GoalKind)),
            means=chance.one_of(EVENT_MEANS).value,
            language="fi",
            organiser_id=organiser,
            state=state,
            made_at=noon(day),
            closed_at=noon(day) if state is not EventState.HELD else None,
            outcome=chance.one_of(list(Outcome)) if judged else None,
        )
        people, practices = self._people(6), chance.some_of(self.busy.practices, 3)
        met = noon(day) if state is not EventState.CANCELLED else None
        meeting = self.ledger.add(
            EventMeeting, event_id=number, starts_at=noon(day), minutes=60, held_at=met
        )
        for person in people:
            coming = chance.one_of([Coming.COMING, Coming.COMING, Coming.NOT_COMING])
            self.ledger.add(Participant, event_id=number, person_id=person, coming=coming)
            if met and coming is Coming.COMING:
                self.ledger.add(EventPresence, meeting_id=meeting, person_id=person)
        for practice in practices:
            self.ledger.add(EventPractice, event_id=number, practice_id=practice)
            if met:
                self.ledger.add(GoneThrough, meeting_id=meeting, practice_id=practice)

    def _take_turns(self):
        chance, day = self.chance, self.chance.days_ago()
        (owner, doer), state = self._people(2), chance.one_of(OF_TURN)
        judged = state is TurnState.JUDGED
        number = self.ledger.add(
            Turn,
            kind=chance.one_of(list(TurnKind)),
            goal="Tekee yksin",
            goal_kind=chance.one_of(list(GoalKind)),
            language="fi",
            owner_id=owner,
            doer_id=doer,
            begins_on=day,
            ends_on=day,
            state=state,
            made_by_id=owner,
            made_at=noon(day),
            closed_at=noon(day) if judged else None,
            outcome=chance.one_of(list(Outcome)) if judged else None,
        )
        for practice in chance.some_of(self.busy.practices, 2):
            self.ledger.add(TurnPractice, turn_id=number, practice_id=practice)

    def _look_on(self):
        host, guest = self._people(2)
        day = self.chance.days_ago()
        self.ledger.add(
            Shadowing,
            practice_id=self.busy.anything(),
            kind=self.chance.one_of(list(Presence)),
            host_id=host,
            guest_id=guest,
            held_on=day,
            noticed="",
            recorded_at=noon(day),
            acknowledged_at=noon(self.chance.maybe(0.8, day)),
        )

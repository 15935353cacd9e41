"""What a busy organisation does: trials and what they lead to, needs, searches, adoptions."""

from datetime import timedelta
from itertools import count

from kb.foundation import clock
from kb.identify.needs.models import UNANSWERED, Need, NeedState
from kb.internalise.adoptions.models import Adoption
from kb.internalise.attestations.levels import Level
from kb.internalise.attestations.models import Attestation, AttestationState
from kb.internalise.improvements.models import Improvement, ImprovementState
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.plans.models import Plan
from kb.internalise.trials.models import Trial, Verdict
from kb.people.models import Industry
from kb.search.log.models import Search
from kb.socialise.talk.models import Question
from support.drawn_days import YEARS, noon

TRIALS, PLANS, NEEDS, QUESTIONS, SEARCHES, ADOPTIONS = 5_000, 800, 600, 400, 3_000, 500
ATTESTED = 250
WORDS = ("lasku", "sopimus", "häiriö", "luovutus", "mittari", "hinnasto", "kysely", "tarjous")


class Doing:
    """Writes what is done in a busy house."""

    def __init__(self, busy):
        self.busy, self.chance, self.ledger = busy, busy.chance, busy.ledger
        self.tried, self.codes = [], count()

    def live(self):
        for _ in range(TRIALS):
            self._try()
        self._make_own()
        for _ in range(PLANS):
            self._plan()
        self._need()
        for _ in range(QUESTIONS):
            self._ask()
        for _ in range(SEARCHES):
            self._search()
        for _ in range(ADOPTIONS):
            self._adopt()

    def _try(self):
        chance, day = self.chance, self.chance.days_ago()
        # Every other trial is of a practice and by a learner who have met before.
        again = self.tried and chance.happens(0.5)
        practice, learner = (
            chance.one_of(self.tried)
            if again
            else (
                self.busy.anything(),
                self.busy.anybody(),
            )
        )
        self.tried.append((practice, learner))
        verdict = chance.one_of([Verdict.WORKED, Verdict.WORKED, *Verdict])
        told = verdict is not Verdict.NOT_YET and chance.happens(0.9)
        trial = self.ledger.add(
            Trial,
            practice_id=practice,
            learner_id=learner,
            tried_on=day,
            happened="",
            verdict=verdict,
            language="fi",
            made_at=noon(day),
            debriefed_at=noon(day) if told else None,
        )
        if told and verdict is not Verdict.WORKED and chance.happens(0.6):
            self._improve(trial, practice, learner, day)

    def _improve(self, trial, practice, learner, day):
        chance, state = self.chance, self.chance.one_of(list(ImprovementState))
        decided = state in {ImprovementState.ACCEPTED, ImprovementState.REFUSED}
        took = timedelta(days=chance.number(0, min(120, (clock.today() - day).days)))
        self.ledger.add(
            Improvement,
            trial_id=trial,
            practice_id=practice,
            by_id=learner,
            part="action",
            text="Soitan ensin.",
            why="",
            language="fi",
            at=noon(day),
            state=state,
            decided_at=noon(day + took) if decided else None,
        )

    def _make_own(self):
        chance, pairs = self.chance, sorted(set(self.tried))
        for practice, learner in pairs:
            if chance.happens(0.3):
                self._mark(practice, learner, MarkKind.OWN_WORK)
            if chance.happens(0.2):
                self._mark(practice, learner, MarkKind.READ)
        for _ in range(ATTESTED):
            self._attest(*chance.one_of(pairs))

    def _mark(self, practice, learner, kind):
        at = noon(self.chance.days_ago())
        self.ledger.add(Mark, practice_id=practice, learner_id=learner, kind=kind, at=at)

    def _attest(self, practice, learner):
        day, state = self.chance.days_ago(), self.chance.one_of(list(AttestationState))
        answered = state not in {AttestationState.ASKED, AttestationState.WITHDRAWN}
        self.ledger.add(
            Attestation,
            code=f"code-{next(self.codes)}",
            practice_id=practice,
            learner_id=learner,
            attester_id=self.busy.anybody(),
            state=state,
            language="fi",
            asked_at=noon(day),
            answered_at=noon(day) if answered else None,
            level=Level.COMPETENT if answered else None,
            valid_until=day + timedelta(days=730) if answered else None,
        )

    def _plan(self):
        made = noon(self.chance.days_ago())
        practice, learner = self.busy.anything(), self.busy.anybody()
        self.ledger.add(Plan, practice_id=practice, learner_id=learner, made_at=made)

    def _need(self):
        chance, wholes = self.chance, []
        for number in range(1, NEEDS + 1):
            part = chance.one_of(wholes) if wholes and chance.happens(0.3) else None
            state, made = chance.one_of(list(NeedState)), chance.days_ago()
            took = timedelta(days=chance.number(0, (clock.today() - made).days))
            self.ledger.add(
                Need,
                question=f"Kysymys {number}?",
                query="hinnasto" if number == 1 else "",
                language="fi",
                industry=chance.maybe(0.8, chance.one_of(list(Industry))),
                asker_id=self.busy.anybody(),
                state=state,
                made_at=noon(made),
                part_of_id=part,
                practice_id=chance.maybe(0.4, self.busy.anything()),
                answered_at=noon(made + took) if state not in UNANSWERED else None,
            )
            wholes += [number] if part is None else []

    def _ask(self):
        day = self.chance.days_ago(60)
        self.ledger.add(
            Question,
            practice_id=self.chance.maybe(0.7, self.busy.anything()),
            asker_id=self.busy.anybody(),
            asked_id=self.busy.anybody(),
            text="Miten?",
            at=noon(day),
            answered_at=noon(self.chance.maybe(0.6, day)),
        )

    def _search(self):
        chance = self.chance
        nothing = chance.happens(0.1)
        self.ledger.add(
            Search,
            query=chance.one_of(WORDS),
            language="fi",
            fitting=0 if nothing else 3,
            nothing_fitted=nothing,
            rank=None if nothing else chance.maybe(0.6, chance.number(1, 9)),
            opens_visit=chance.happens(0.4),
            day=chance.days_ago(179),
        )

    def _adopt(self):
        day = self.chance.days_ago(YEARS // 2)
        self.ledger.add(
            Adoption,
            practice_id=self.busy.anything(),
            person_id=self.busy.anybody(),
            since=day,
            story="Se toimi heti.",
            language="fi",
            hidden=self.chance.happens(0.1),
            made_at=noon(day),
        )

"""A busy organisation: people, practices and three years of dated facts, written in bulk.

One seed gives the same house each time. Everything happens at noon in UTC, so that a day is
the same one wherever it is counted. Who does what is drawn by chance, some quarters and teams
have few people on purpose, and a few practices are dropped, deleted or for a named audience.
"""

from datetime import timedelta

from kb.document.media.models import DocumentForm, Formality, Medium
from kb.document.revisions.models import Revision, RevisionState
from kb.foundation import clock
from kb.foundation.db import session, unit_of_work
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.identifications.models import Identification, Trigger, Viewpoint
from kb.identify.recognitions.models import Recognition, RecognitionView
from kb.people.models import Industry, Person, Role
from kb.practices.models import Area, Audience, Practice, PracticeArea, PracticeIndustry
from support import make
from support.busy_doing import Doing
from support.busy_sharing import Sharing
from support.drawn import SEED
from support.drawn_days import YEARS, Draws, noon
from support.ledger import Ledger

COORDINATOR = "Kaisa Kaikkonen"
PEOPLE, PRACTICES = 300, 2_000
TEAMS = [*(f"Tiimi {number}" for number in range(11)), ""]


class Busy:
    """Writes the house; ``coordinator`` is who looks at its programme."""

    def __init__(self):
        self.chance, self.ledger = Draws(SEED), Ledger()
        self.people, self.practices = [], []
        self.coordinator = 0

    def live(self, people=PEOPLE, practices=PRACTICES):
        """Write people, practices and all that came of them."""
        with unit_of_work():
            self._hire(people)
            for number in range(1, practices + 1):
                self._practise(number)
            Sharing(self).live()
            Doing(self).live()
            self.ledger.write()
        return self

    def anybody(self):
        return self.chance.one_of(self.people)

    def anything(self):
        return self.chance.one_of(self.practices)

    def _hire(self, count):
        kaisa = make.person(COORDINATOR, Role.COORDINATOR)
        session.flush()
        self.coordinator = kaisa.id
        self.ledger.go_on_after(Person, kaisa.id)
        for at in range(count):
            # The twelfth team has but three people, the coordinators are four.
            team = "Tiimi 11" if at < 3 else self.chance.one_of(TEAMS)
            role = (
                Role.COORDINATOR if at < 4 else self.chance.one_of([Role.READER, Role.AUTHOR])
            )
            number = self.ledger.add(
                Person,
                name=f"Ihminen {at}",
                email=f"{at}@example.com",
                password_hash=make.password_hash(),
                role=role,
                team=team,
                suspended_at=noon(self.chance.maybe(0.05, self.chance.days_ago(200))),
                created_at=noon(clock.today() - timedelta(days=YEARS)),
            )
            self.people.append(number)

    def _practise(self, number):
        chance, author = self.chance, self.anybody()
        made = chance.days_ago(least=1)
        written = chance.maybe(0.7, chance.days_ago((clock.today() - made).days))
        verified = chance.maybe(0.6, chance.days_ago(300)) if written else None
        self.ledger.add(
            Practice,
            slug=f"practice-{number}",
            title=f"Käytäntö {number:04}",
            language="fi",
            criticality=chance.one_of([None, 1, 2, 3, 4]),
            target_coverage=chance.number(1, 3),
            audience=Audience.NAMED if chance.happens(0.04) else Audience.EVERYONE,
            author_id=author,
            steward_id=self.anybody(),
            made_at=noon(made),
            opened_at=noon(made),
            published_at=noon(written),
            verified_at=noon(verified),
            review_due=verified + timedelta(days=182) if verified else None,
            dropped_at=noon(chance.maybe(0.04, chance.days_ago(100))),
            removed_at=noon(chance.maybe(0.02, chance.days_ago(20))),
        )
        self.practices.append(number)
        for area in chance.some_of(list(Area), 2) if chance.happens(0.95) else ():
            self.ledger.add(PracticeArea, practice_id=number, area=area)
        for industry in chance.some_of(list(Industry), 2):
            self.ledger.add(PracticeIndustry, practice_id=number, industry=industry)
        self._notice(number, author, made)
        if written:
            self._write(number, author, written)

    def _notice(self, number, author, made):
        chance = self.chance
        for _ in range(chance.number(0, 2)):
            self.ledger.add(
                Identification,
                practice_id=number,
                by_id=self.anybody(),
                viewpoint=chance.one_of(list(Viewpoint)),
                trigger=chance.one_of(list(Trigger)),
                at=noon(made + timedelta(days=chance.number(0, (clock.today() - made).days))),
            )
        carriers = [author, *chance.some_of(self.people, 3)] if chance.happens(0.93) else []
        for person in dict.fromkeys(carriers):
            self.ledger.add(
                CarrierReason,
                practice_id=number,
                person_id=person,
                basis=Basis.DECLARED if chance.happens(0.6) else Basis.SAYS_SO,
                since=noon(made),
                hidden=chance.happens(0.05),
            )
        if carriers and chance.happens(0.3):
            for viewpoint in chance.some_of(list(RecognitionView), 2):
                self.ledger.add(
                    Recognition,
                    practice_id=number,
                    carrier_id=author,
                    by_id=self.anybody(),
                    viewpoint=viewpoint,
                    reason="Se toimii.",
                    at=noon(chance.days_ago((clock.today() - made).days)),
                )

    def _write(self, number, author, written):
        chosen = {"medium": Medium.SHORT_TEXT, "formality": Formality.FREE, "reason": ""}
        self.ledger.add(DocumentForm, practice_id=number, **chosen, chosen_by_id=author)
        self.ledger.add(
            Revision,
            practice_id=number,
            language="fi",
            number=1,
            author_id=author,
            html="{}",
            words=self.chance.number(50, 450),
            fingerprint="0",
            state=RevisionState.PUBLISHED,
            approver_id=author,
            published_at=noon(written),
            title=f"Käytäntö {number:04}",
        )

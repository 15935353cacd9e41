"""A generated organisation of any size, written straight into the tables.

Two thirds of its practices are told in Finnish, some in both languages. One in ten is for a
named audience, one in twenty has not been opened. What is said and meant is drawn by chance
(``support.drawn``), and so is who does what; by one seed the same house comes of it each time.
"""

from datetime import timedelta

import numpy as np

from kb.document.media.models import DocumentForm, Formality, Medium
from kb.foundation.db import session, unit_of_work
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.identifications.models import Identification, Trigger, Viewpoint
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.trials.models import Trial, Verdict
from kb.people.models import Industry, Person, PersonIndustry, Role
from kb.practices.models import (
    Area,
    Audience,
    JourneyStage,
    Practice,
    PracticeArea,
    PracticeIndustry,
    PracticeReader,
    PracticeTag,
)
from kb.practices.names import PracticeName, folded
from kb.share.shadowing.models import Presence, Shadowing
from kb.stages.evidence import Stage
from support import make
from support.drawn import SEED, Chance
from support.ledger import Ledger
from support.told import Told

SEES_ALL, READER = "Kaisa Kaikkonen", "Riku Rajala"
AT_ONCE = 5_000

# Of a hundred practices, how many have come so far.
COME_TO = {
    Stage.CANDIDATE: 8,
    Stage.IDENTIFIED: 12,
    Stage.DOCUMENTED: 45,
    Stage.SHARED: 25,
    Stage.INTERNALISED: 10,
}
STAGES = list(COME_TO)
IN_FINNISH, IN_BOTH, NAMED, UNOPENED, VERIFIED = 2 / 3, 0.1, 0.10, 0.05, 0.5
NOTE_EVERY, PAIRING_EVERY, PERSON_EVERY, FEWEST_PEOPLE, TERMS = 20, 50, 25, 60, 100


class Organisation:
    """One organisation, drawn practice by practice and written some thousands at a time."""

    def __init__(self, words):
        self.words, self.chance, self.ledger = words, Chance(SEED), Ledger()
        self.told = Told(self.ledger, self.chance, words)
        self.people = []

    def live(self, practices, progress=lambda _done: None):
        """Write so many practices, and the people and the talk around them."""
        with unit_of_work():
            self._hire(max(FEWEST_PEOPLE, practices // PERSON_EVERY))
            for number in range(TERMS):
                self.told.define(self.told.matter(1), number)
            self.ledger.write()
        for start in range(1, practices + 1, AT_ONCE):
            end = min(start + AT_ONCE, practices + 1)
            with unit_of_work():
                for number in range(start, end):
                    self._practise(number)
                self.ledger.write()
            progress(end - 1)

    def _hire(self, count):
        """Add the one who sees all and the one who does not, then everybody else."""
        known = make.person(SEES_ALL, Role.COORDINATOR), make.person(READER, Role.READER)
        session.flush()
        self.sees_all, self.reader = (one.id for one in known)
        self.ledger.go_on_after(Person, self.reader)
        for at in range(count):
            first, last = (self.chance.one_of(self.words["fi"].forms)[0] for _ in range(2))
            number = self.ledger.add(
                Person,
                name=f"{first} {last}".title(),
                email=f"{at}@example.com",
                password_hash=make.password_hash(),
                role=self.chance.one_of([Role.READER, Role.AUTHOR, Role.AUTHOR]),
                created_at=self.told.now,
            )
            industry = self.chance.one_of(list(Industry))
            self.ledger.add(PersonIndustry, person_id=number, industry=industry)
            self.people.append(number)

    def _practise(self, number):
        """Add a practice with all that came of it, and now and then the talk around it."""
        told, author = self.told, self.chance.one_of(self.people)
        matter, stage = told.matter(IN_FINNISH), self._stage()
        title, summary = told.title(matter), told.text(matter, 16)
        written = STAGES.index(stage) >= STAGES.index(Stage.DOCUMENTED)
        self._name(
            number,
            author,
            stage,
            title=title,
            summary=summary,
            language=matter.language,
            published_at=told.now if written else None,
        )
        tags = self._place(number, matter)
        self._come_to(stage, number, author)
        if not written:
            told.name(number, matter, title, (summary, tags))
            return
        told.publish(number, author, matter, title, (summary, tags))
        if self.chance.happens(IN_BOTH):
            other = told.in_other_words(matter)
            told.publish(number, author, other, told.title(other), ("", tags))
        if number % NOTE_EVERY == 0:
            told.advise(author, matter)
        if number % PAIRING_EVERY == 0:
            told.pair(author, self.chance.one_of(self.people), number, matter)

    def _name(self, number, author, stage, **named):
        for_some = self.chance.happens(NAMED)
        unopened = not for_some and self.chance.happens(UNOPENED)
        # What nobody has noticed and nobody may see is only being begun, and not found.
        unopened = unopened and stage is not Stage.CANDIDATE
        verified = self.told.days_ago(300) if self.chance.happens(VERIFIED) else None
        self.ledger.add(
            Practice,
            slug=f"practice-{number}",
            **named,
            journey_stage=self.chance.one_of(list(JourneyStage)),
            criticality=self.chance.one_of([None, 1, 2, 3]),
            audience=Audience.NAMED if for_some else Audience.EVERYONE,
            author_id=author,
            steward_id=author,
            made_at=self.told.days_ago(700),
            opened_at=None if unopened else self.told.days_ago(600),
            verified_at=verified,
            verified_by_id=author if verified else None,
            review_due=(verified + timedelta(days=182)).date() if verified else None,
        )
        self.ledger.add(
            PracticeName,
            practice_id=number,
            folded=folded(named["title"]),
            since=self.told.now,
        )
        if for_some:
            self._name_readers(number)

    def _name_readers(self, number):
        """Let some read it: the one who sees all, a few, and every other time the reader."""
        readers = {self.sees_all, *self.chance.some_of(self.people, 5)}
        if self.chance.happens(0.5):
            readers.add(self.reader)
        for person in sorted(readers):
            self.ledger.add(PracticeReader, practice_id=number, person_id=person)

    def _place(self, number, matter):
        """Say where it belongs; return its tags."""
        for industry in self.chance.some_of(list(Industry), 2):
            self.ledger.add(PracticeIndustry, practice_id=number, industry=industry)
        for area in self.chance.some_of(list(Area), 2):
            self.ledger.add(PracticeArea, practice_id=number, area=area)
        chosen = self.chance.some_of(self.words[matter.language].written, 3)
        tags = sorted(forms[0] for forms in chosen)
        for tag in tags:
            self.ledger.add(PracticeTag, practice_id=number, tag=tag)
        return ", ".join(tags)

    def _stage(self):
        reached = np.cumsum(list(COME_TO.values())) / 100
        return STAGES[int(np.searchsorted(reached, self.chance.numbers.random()))]

    def _come_to(self, stage, number, author):
        """Add the evidence that a practice needs for its stage."""
        reached, now = STAGES.index(stage), self.told.now
        guest, *others = self.chance.some_of(self.people, 4)
        if reached >= STAGES.index(Stage.IDENTIFIED):
            self._identify(number, author, {author, *others})
        if reached >= STAGES.index(Stage.DOCUMENTED):
            chosen = {"medium": Medium.SHORT_TEXT, "formality": Formality.FREE, "reason": ""}
            self.ledger.add(DocumentForm, practice_id=number, **chosen, chosen_by_id=author)
        if reached >= STAGES.index(Stage.SHARED):
            self.ledger.add(
                Shadowing,
                practice_id=number,
                kind=Presence.SHADOWING,
                host_id=author,
                guest_id=guest,
                held_on=now.date(),
                noticed="",
                acknowledged_at=now,
            )
        if stage is Stage.INTERNALISED:
            self._make_own(number, guest)

    def _identify(self, number, author, holders):
        self.ledger.add(
            Identification,
            practice_id=number,
            by_id=author,
            viewpoint=self.chance.one_of(list(Viewpoint)),
            trigger=self.chance.one_of(list(Trigger)),
        )
        for person in sorted(holders):
            self._carry(number, person, Basis.DECLARED)

    def _make_own(self, number, learner):
        """Let a learner have done it twice and call it their own work."""
        now = self.told.now
        for days in (30, 60):
            self.ledger.add(
                Trial,
                practice_id=number,
                learner_id=learner,
                tried_on=(now - timedelta(days=days)).date(),
                happened="",
                verdict=Verdict.WORKED,
                language="fi",
                debriefed_at=now,
            )
        self.ledger.add(Mark, practice_id=number, learner_id=learner, kind=MarkKind.OWN_WORK)
        self._carry(number, learner, Basis.TRIALLED)

    def _carry(self, number, person, basis):
        since = self.told.days_ago(600)
        self.ledger.add(
            CarrierReason, practice_id=number, person_id=person, basis=basis, since=since
        )

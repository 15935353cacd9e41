"""A pairing, with the rules it keeps."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.means import GoalKind, Means
from kb.share.pairings.agreements import Agreement, Consent, Consented, Fellow
from kb.share.pairings.kinds import PairingKind, Roles, kind_of
from kb.share.pairings.states import (
    MAY_MEET,
    TRANSITIONS,
    MeansSuited,
    Outcome,
    PairingState,
)
from kb.share.pairings.targets import PairingPractice


class Pairing(Base):
    """A mentor and a learner – of a group, several –, a goal and the means to reach it."""

    __tablename__ = "pairing"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str | None] = mapped_column(unique=True)
    goal: Mapped[str]
    goal_kind: Mapped[GoalKind]
    means: Mapped[Means]
    roles: Mapped[Roles] = mapped_column(default=Roles.ONE_WAY)
    topics: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    state: Mapped[PairingState] = mapped_column(default=PairingState.PROPOSED, index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("pairing.id"), index=True)
    mentor_motivation: Mapped[str | None]
    learner_motivation: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    stirred_at: Mapped[datetime] = mapped_column(default=clock.now)
    reminded_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    paused_until: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    means_suited: Mapped[MeansSuited | None]
    closing_words: Mapped[str] = mapped_column(default="")

    mentor: Mapped[Person] = relationship(foreign_keys=mentor_id, lazy="joined", innerjoin=True)
    learner: Mapped[Person] = relationship(
        foreign_keys=learner_id, lazy="joined", innerjoin=True
    )
    fellows: Mapped[list[Fellow]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by=Fellow.person_id
    )
    agreement: Mapped[Agreement | None] = relationship(cascade="all, delete-orphan")
    consents: Mapped[list[Consent]] = relationship(cascade="all, delete-orphan")
    targets: Mapped[list[Practice]] = relationship(
        secondary=PairingPractice.__table__, order_by=Practice.title
    )

    @property
    def learners(self) -> list[Person]:
        """Return who learns, the first of a group first."""
        return [self.learner, *(one.person for one in self.fellows)]

    @property
    def members(self) -> list[Person]:
        """Return everybody in it, the mentor first."""
        return [self.mentor, *self.learners]

    @property
    def learner_names(self) -> str:
        """Return the learners by name."""
        return ", ".join(one.name for one in self.learners)

    @property
    def kind(self) -> PairingKind:
        """Return what kind of pairing it is."""
        return kind_of(self.roles, self.means, learners=len(self.fellows) + 1)

    @property
    def teachers(self) -> list[Person]:
        """Return who passes on what they can do: the mentor, among peers both."""
        return self.members if self.kind is PairingKind.PEER else [self.mentor]

    @property
    def doers(self) -> list[Person]:
        """Return who takes home what was gone through: the learners, among peers both."""
        return self.members if self.kind is PairingKind.PEER else self.learners

    def includes(self, person: Person) -> bool:
        """Say whether ``person`` is in it."""
        return person.id in {one.id for one in self.members}

    def is_led_by(self, person: Person) -> bool:
        """Say whether ``person`` may pause and end it: either of a pair, a group's mentor."""
        return self.includes(person) and (not self.fellows or person.id == self.mentor_id)

    def is_across_line(self, person: Person) -> bool:
        """Say whether ``person`` would be taught by, or teach, their manager or report."""
        met = self.learners if person.id == self.mentor_id else [self.mentor]
        return any(person.id == one.manager_id or one.id == person.manager_id for one in met)

    def others_than(self, person: Person) -> list[Person]:
        """Return everybody but ``person``."""
        return [one for one in self.members if one.id != person.id]

    def other_than(self, person: Person) -> Person:
        """Return the one whom ``person`` meets: the mentor, or the first learner."""
        return self.learner if person.id == self.mentor_id else self.mentor

    @property
    def unanswered(self) -> list[Person]:
        """Return who of them has not said yes yet."""
        said = (
            (self.mentor, self.mentor_motivation),
            (self.learner, self.learner_motivation),
            *((one.person, one.motivation) for one in self.fellows),
        )
        return [person for person, motivation in said if not motivation]

    @property
    def unsigned(self) -> list[Person]:
        """Return who of them has not said yes to the agreement as it is worded."""
        return [one for one in self.members if not self.has_consent(one, Consented.AGREEMENT)]

    @property
    def is_open(self) -> bool:
        """Say whether they may meet: all agreed, and it neither rests nor is over."""
        return self.state in MAY_MEET

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can follow."""
        return self.state not in TRANSITIONS

    def has_consent(self, person: Person, kind: Consented) -> bool:
        """Say whether ``person`` has said yes to this."""
        return any(one.person_id == person.id and one.kind == kind for one in self.consents)

    def consent(self, kind: Consented, *, by: Person) -> None:
        """Note a member's yes."""
        self.belongs_to(by)
        if not self.has_consent(by, kind):
            self.consents.append(Consent(person_id=by.id, kind=kind))

    def move_to(self, state: PairingState) -> None:
        """Go on to ``state``, if it may follow this one."""
        if state not in TRANSITIONS.get(self.state, frozenset()):
            raise DomainError("pairing.cannot_move")
        self.state = state
        self.stir()
        if self.is_over:
            self.closed_at = clock.now()

    def stir(self) -> None:
        """Begin anew to wait: something has happened."""
        self.stirred_at, self.reminded_at = clock.now(), None

    def say_yes(self, motivation: str, *, by: Person) -> None:
        """Say yes to the pair, and why."""
        self.belongs_to(by)
        if self.state is not PairingState.PROPOSED:
            raise DomainError("pairing.cannot_move")
        if not motivation.strip():
            raise InvalidError({"motivation": "pairing.motivation_needed"})
        if by.id == self.mentor_id:
            self.mentor_motivation = motivation.strip()
        elif by.id == self.learner_id:
            self.learner_motivation = motivation.strip()
        for fellow in self.fellows:
            if fellow.person_id == by.id:
                fellow.motivation = motivation.strip()

    def meet(self, *, by: Person) -> None:
        """Have a meeting that ``by`` records; it counts also before the agreement is there."""
        self.belongs_to(by)
        if not self.is_open:
            raise DomainError("pairing.not_open")
        self.met_at = self.met_at or clock.now()

    def belongs_to(self, person: Person) -> None:
        """Refuse whoever is not in it."""
        if not self.includes(person):
            raise NotAllowedError("pairing.not_yours")

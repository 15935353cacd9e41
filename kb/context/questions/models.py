"""A question of a set, in both languages, with what the one who asks may add."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation.db import Base
from kb.foundation.words import Kind

LONGEST_VERSION = 16


class QuestionSet(Kind):
    """What the questions are for."""

    SELF_INVENTORY = "self-inventory"
    LEAVING_EXPERT = "leaving-expert"
    CRITICAL_DECISION = "critical-decision"
    GROUP = "group"
    ANALOGY = "analogy"
    EXPLAIN_BACK = "explain-back"


class Heading(Kind):
    """Under which heading of a practice's text an answer belongs."""

    SITUATION = "situation"
    ACTION = "action"
    WHY = "why"
    WHEN_NOT = "when_not"
    EXAMPLE = "example"


class Phase(Kind):
    """A part of a guided talk; a set that has none is talked through as a whole."""

    TALK = "talk"
    CASE = "case"
    TIMELINE = "timeline"
    DEEPENING = "deepening"
    WHAT_IF = "what_if"
    LIKENESS = "likeness"
    BECAUSE = "because"
    DIFFERENCE = "difference"
    EXPLAIN = "explain"
    SAY_BACK = "say_back"
    CORRECT = "correct"


# Critical decision method (Klein, Calderwood & MacGregor 1989); comparison as Nonaka & Takeuchi
# (1995) have it; explaining back as teach-back.
PHASES: dict[QuestionSet, tuple[Phase, ...]] = {
    QuestionSet.CRITICAL_DECISION: (
        Phase.CASE,
        Phase.TIMELINE,
        Phase.DEEPENING,
        Phase.WHAT_IF,
    ),
    QuestionSet.ANALOGY: (Phase.LIKENESS, Phase.BECAUSE, Phase.DIFFERENCE),
    QuestionSet.EXPLAIN_BACK: (Phase.EXPLAIN, Phase.SAY_BACK, Phase.CORRECT),
}


def phases_of(which: QuestionSet) -> tuple[Phase, ...]:
    """Return the phases of a set in order; one that is not divided has a single one."""
    return PHASES.get(which, (Phase.TALK,))


class SetQuestion(Base):
    """One question; ``key`` stays when it is reworded, so that its answers know it."""

    __tablename__ = "set_question"
    __table_args__ = (UniqueConstraint("of", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    of: Mapped[QuestionSet]
    key: Mapped[str]
    place: Mapped[int]
    phase: Mapped[Phase]
    heading: Mapped[Heading]
    fi: Mapped[str]
    en: Mapped[str]
    probe_fi: Mapped[str] = mapped_column(default="")
    probe_en: Mapped[str] = mapped_column(default="")

    @property
    def version(self) -> str:
        """Return what tells one wording of it from another."""
        said = [self.fi, self.en, self.probe_fi, self.probe_en, self.heading, self.phase]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:LONGEST_VERSION]

    def words_in(self, language: str) -> str:
        """Return what is asked."""
        return self.en if language == "en" else self.fi

    def probe_in(self, language: str) -> str:
        """Return what the one who asks may add, seen by them alone."""
        return self.probe_en if language == "en" else self.probe_fi

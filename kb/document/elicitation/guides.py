"""How a talk may be led: its questions, how long its phases take, what it is recorded as."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kb.context.questions.models import Phase, QuestionSet
from kb.document.methods.models import Method
from kb.foundation.words import Kind

CONSENT = Path(__file__).parent / "data" / "consent.yaml"


class ElicitationMethod(Kind):
    """The ways of leading it."""

    QUESTION_SET = "question_set"
    CRITICAL_DECISION = "critical_decision"
    ANALOGY = "analogy"
    EXPLAIN_BACK = "explain_back"


class ConsentHeading(Kind):
    """What one is told before one says yes (as on a research consent form)."""

    PURPOSE = "purpose"
    MANNER = "manner"
    DURATION = "duration"
    PREPARATION = "preparation"
    BENEFIT = "benefit"
    STORAGE = "storage"


@dataclass(frozen=True)
class Guide:
    """Which sets lead a method, and as which way of documenting its text is recorded."""

    sets: tuple[QuestionSet, ...]
    recorded: Method


GUIDES: Mapping[ElicitationMethod, Guide] = {
    ElicitationMethod.QUESTION_SET: Guide(
        (QuestionSet.SELF_INVENTORY, QuestionSet.LEAVING_EXPERT, QuestionSet.GROUP),
        Method.QUESTIONING,
    ),
    ElicitationMethod.CRITICAL_DECISION: Guide(
        (QuestionSet.CRITICAL_DECISION,), Method.QUESTIONING
    ),
    ElicitationMethod.ANALOGY: Guide((QuestionSet.ANALOGY,), Method.COMPARISON),
    ElicitationMethod.EXPLAIN_BACK: Guide(
        (QuestionSet.EXPLAIN_BACK,), Method.PAIR_DOCUMENTATION
    ),
}

# Minutes that a phase may well take: a suggestion, nothing rings.
MINUTES: Mapping[Phase, int] = {
    Phase.TALK: 40,
    Phase.CASE: 8,
    Phase.TIMELINE: 12,
    Phase.DEEPENING: 20,
    Phase.WHAT_IF: 10,
    Phase.LIKENESS: 8,
    Phase.BECAUSE: 12,
    Phase.DIFFERENCE: 10,
    Phase.EXPLAIN: 12,
    Phase.SAY_BACK: 10,
    Phase.CORRECT: 10,
}


@cache
def consent_words(language: str) -> Mapping[ConsentHeading, str]:
    """Return what is usually told, for the interviewer to begin with."""
    told = yaml.safe_load(CONSENT.read_text("utf-8"))[language]
    return {heading: told[heading.value] for heading in ConsentHeading}

"""What trials suggest: to give a practice up, or to combine two; people decide.

*It mostly fails*: of the debriefed trials of the last twelve months there are three or more,
by two learners or more, and more than half did not work. *Nobody uses it*: readers have seen
it for twelve months, and in the last twelve nobody told of a trial (``USES`` says what else is
use). *Two are of one situation*: in the last twelve months both were tried where the situation
was told in the same words – two or more, in any order, without the customer's code – or one
learner tried both for the same customer on the same day. What was put aside is not suggested
for a year.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from sqlalchemy import ColumnElement, Row, exists, func, or_, select
from sqlalchemy.orm import aliased

from kb.cycle.reviews.forms import Whose
from kb.cycle.reviews.models import PutAside, Suggested
from kb.cycle.reviews.queries import of_whose
from kb.document.revisions.parents import Parent
from kb.foundation import clock
from kb.foundation.db import session
from kb.internalise.adoptions.models import Adoption
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.trials.models import Trial, Verdict
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids, visible_to

WINDOW = timedelta(days=365)
FEWEST_TRIALS, FEWEST_LEARNERS, FEWEST_WORDS = 3, 2, 2
AT_MOST = 5  # of each kind: never a backlog
TOO_COMMON = 5  # a situation in which so many were tried tells nothing of two of them
CODE = re.compile(r"\b[^\W\d_]+-\d+\b")
WORDS = re.compile(r"[^\W\d_]{2,}")

Tried = Row[int, int, date, str]


@dataclass(frozen=True)
class Suggestion:
    """One suggestion with what it is drawn from: counts of trials, or a situation in words."""

    kind: Suggested
    practice: Practice
    other: Practice | None = None
    trials: int = 0
    failed: int = 0
    situation: str = ""


def suggestions(whose: Whose, *, seen_by: Person) -> Sequence[Suggestion]:
    """Return what is suggested of one's own practices, or of all, a few of each kind."""
    return [
        *_failing(whose, seen_by),
        *_unused(whose, seen_by),
        *_alike(whose, seen_by),
    ]


def tried_lately() -> ColumnElement[bool]:
    """Return the condition, on a practice's row, that somebody tried it within the year."""
    return exists().where(Trial.practice_id == Practice.id, *_lately())


def is_own_work() -> ColumnElement[bool]:
    """Return the condition, on a practice's row, that somebody here does it as their own."""
    own = Mark.practice_id == Practice.id, Mark.kind == MarkKind.OWN_WORK
    return exists().where(*own, Person.id == Mark.learner_id, is_here())


def is_adopted() -> ColumnElement[bool]:
    """Return the condition, on a practice's row, that somebody here has taken it into use."""
    uses = Adoption.practice_id == Practice.id, Adoption.given_up_at.is_(None)
    return exists().where(*uses, Person.id == Adoption.person_id, is_here())


# Whoever records another way of using a practice adds its condition.
USES = (tried_lately, is_own_work, is_adopted)


def _failing(whose: Whose, person: Person) -> Iterator[Suggestion]:
    failed = func.count(Trial.id).filter(Trial.verdict == Verdict.FAILED)
    trials, learners = func.count(Trial.id), func.count(Trial.learner_id.distinct())
    rows = session.execute(
        select(Practice.id, trials, failed)
        .join(Trial, Trial.practice_id == Practice.id)
        .where(*_wanted(Suggested.FAILS, whose, person), *_lately())
        .group_by(Practice.id)
        .having(trials >= FEWEST_TRIALS, learners >= FEWEST_LEARNERS, failed * 2 > trials)
        .order_by(failed.desc(), Practice.title)
        .limit(AT_MOST)
    ).all()
    practices = _by_number([row[0] for row in rows], person)
    for number, told, bad in rows:
        yield Suggestion(Suggested.FAILS, practices[number], trials=told, failed=bad)


def _unused(whose: Whose, person: Person) -> Iterator[Suggestion]:
    found = session.scalars(
        select(Practice)
        .where(
            *_wanted(Suggested.UNUSED, whose, person),
            Practice.published_at < clock.now() - WINDOW,
            *(~use() for use in USES),
        )
        .order_by(Practice.published_at, Practice.title)
        .limit(AT_MOST)
    )
    for practice in found:
        yield Suggestion(Suggested.UNUSED, practice)


def _alike(whose: Whose, person: Person) -> Iterator[Suggestion]:
    wanted = Practice.published_at.is_not(None), Practice.dropped_at.is_(None)
    tried = session.execute(
        select(Trial.practice_id, Trial.learner_id, Trial.tried_on, Trial.situation)
        .join(Trial.practice)
        .where(*_lately(), *wanted, Trial.situation != "", visible_to(person))
        .order_by(Trial.id.desc())
    ).all()
    mine = set(session.scalars(select(Practice.id).where(*of_whose(whose, person))))
    settled = _put_aside_pairs() | _combined_pairs()
    pairs = {
        pair: told
        for pair, told in _pairs(tried).items()
        if mine & set(pair) and pair not in settled
    }
    chosen = list(pairs.items())[:AT_MOST]
    practices = _by_number([number for pair, _ in chosen for number in pair], person)
    for (one, other), told in chosen:
        yield Suggestion(Suggested.ALIKE, practices[one], practices[other], situation=told)


def _pairs(tried: Sequence[Tried]) -> dict[tuple[int, int], str]:
    """Return pairs of practices tried in one situation, with its words as last told."""
    situations: dict[object, dict[int, str]] = defaultdict(dict)
    for practice, learner, day, told in tried:
        for situation in _situations(learner, day, told):
            situations[situation].setdefault(practice, told)
    return {
        (min(pair), max(pair)): told[pair[0]]
        for told in situations.values()
        if len(told) <= TOO_COMMON
        for pair in combinations(told, 2)
    }


def _situations(learner: int, day: date, told: str) -> Iterator[object]:
    words = frozenset(WORDS.findall(CODE.sub(" ", told.casefold())))
    if len(words) >= FEWEST_WORDS:
        yield words
    for code in CODE.findall(told.casefold()):
        yield learner, day, code


def _wanted(kind: Suggested, whose: Whose, person: Person) -> list[ColumnElement[bool]]:
    aside = exists().where(
        PutAside.practice_id == Practice.id, PutAside.kind == kind, _is_fresh()
    )
    in_use = Practice.published_at.is_not(None), Practice.dropped_at.is_(None)
    return [visible_to(person), *in_use, *of_whose(whose, person), ~aside]


def _lately() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Trial.debriefed_at.is_not(None), Trial.tried_on >= clock.today() - WINDOW


def _is_fresh() -> ColumnElement[bool]:
    return PutAside.at >= clock.now() - WINDOW


def _put_aside_pairs() -> set[tuple[int, int]]:
    rows = session.execute(
        select(PutAside.practice_id, PutAside.other_id).where(
            PutAside.kind == Suggested.ALIKE, _is_fresh()
        )
    )
    return {(min(one, other), max(one, other)) for one, other in rows if other}


def _combined_pairs() -> set[tuple[int, int]]:
    other = aliased(Parent)
    together = or_(Parent.draft_id == other.draft_id, Parent.revision_id == other.revision_id)
    rows = session.execute(
        select(Parent.practice_id, other.practice_id).join(
            other, together & (Parent.practice_id < other.practice_id)
        )
    )
    return {(one, two) for one, two in rows}


def _by_number(numbers: Sequence[int], person: Person) -> dict[int, Practice]:
    return {one.id: one for one in practices_by_ids(numbers, seen_by=person)}
